"""What the list of players shows."""

from typing import Any

from flask import request
from flask_login import current_user

from app.areas.search.permissions import Search
from app.queries import found_players, players, restrictions
from app.queries.keyset import Page
from app.queries.players import SeenPlayer
from app.queries.reach import Brands
from app.web import columns, lists
from app.web.columns import Column
from app.web.forms import strip
from app.web.tables import tabs
from blueprints.players.filters import PlayerFilters

COLUMNS = (
    Column("id", "Player", is_fixed=True),
    Column("registered_at", "Registered", sorts=True),
    Column("brand", "Brand"),
    Column("country", "Country"),
    Column("language", "Language", is_wide=True),
    Column("status", "Status"),
    Column("restricted", "Restricted"),
    Column("recorded_at", "Recorded", is_hidden=True),
)
VIEWS = {"": "All", "active": "Active", "suspended": "Suspended", "closed": "Closed"}
MOST_FOUND = 200
FEWEST_LETTERS = 3


def wanted() -> str:
    """Whatever was quoted to find somebody by."""
    return strip(request.args.get("q", ""))[:254]


def player_list(filters: PlayerFilters, brands: Brands) -> dict[str, Any]:
    """The page of players that the address asks for."""
    quoted = wanted()
    rows = _found(quoted) if quoted else None
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-registered_at"),
        lambda window, oldest_first: players.listed(filters.sought(rows), window, brands, oldest_first=oldest_first),
        lambda others: players.total(others.sought(rows), brands),
    )
    kinds = restrictions.kinds_of([each.row_id for each in shown["page"].rows])
    may_find = current_user.may(Search.PLAYERS_FIND)
    return shown | {"tabs": tabs("status", VIEWS), "quoted": quoted, "may_find_persons": may_find, "kinds": kinds}


def the_only_one(page: Page[SeenPlayer]) -> str:
    """The player who was quoted, when it can be nobody else; a narrowed list that shows one is still a list."""
    return page.rows[0].id if wanted() and page.total == len(page.rows) == 1 else ""


def _found(quoted: str) -> list[int]:
    """By an id or a reference; by the person too, for whoever may find persons."""
    rows = found_players.owners(quoted)
    if rows or len(quoted) < FEWEST_LETTERS or not current_user.may(Search.PLAYERS_FIND):
        return rows
    return found_players.persons(quoted, current_user.brands_for(Search.PLAYERS_FIND), MOST_FOUND)
