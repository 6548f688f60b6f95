"""What the list of deposits shows."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from app.ids import inside
from app.queries import deposits
from app.queries.keyset import Page
from app.web import columns, cursors, peeks
from app.web.columns import Column
from app.web.tables import chips, cleared, tabs, with_what_returns
from blueprints.payments.deposits.forms import DepositFilters
from blueprints.payments.deposits.record import facts

Brands = Collection[int] | None
COLUMNS = (
    Column("id", "Deposit", is_fixed=True),
    Column("occurred_at", "Captured", sorts=True),
    Column("player", "Player"),
    Column("provider", "Payment provider"),
    Column("external_id", "Provider’s id", is_wide=True),
    Column("brand", "Brand", is_wide=True),
    Column("amount", "Amount", is_number=True),
    Column("state", "State"),
    Column("recorded_at", "Recorded", is_hidden=True),
)
VIEWS = {"": "All", "captured": "Captured", "diverted": "Owed back"}


def deposit_list(filters: DepositFilters, brands: Brands) -> dict[str, Any]:
    """The page of deposits that the address asks for."""
    if peeks.is_alone():
        return _look(brands)
    layout, is_valid = columns.layout(COLUMNS, "-occurred_at"), filters.validate()
    found = Page[deposits.SeenDeposit](())
    if is_valid:
        found = deposits.listed(filters.sought(), cursors.window(), brands, oldest_first=not layout.falls)
    narrowed = chips(filters, filters.RELATIONS)
    if is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _total(others, brands))
    return {
        "page": found,
        "layout": layout,
        **_look(brands),
        "filters": filters,
        "tabs": tabs("state", VIEWS),
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
    }


def _look(brands: Brands) -> dict[str, Any]:
    """The deposit that is looked at beside the list, if one is."""
    wanted = peeks.wanted()
    return facts(deposits.one(inside("dp", wanted), brands)) if wanted else {}


def _total(arguments: MultiDict[str, str], brands: Brands) -> str:
    """How many these filters leave; each was read once already, so that they can be read."""
    filters = DepositFilters.read(arguments)
    return deposits.total(filters.sought(), brands) if filters.validate() else ""
