"""What the catalogue and the record of a game show."""

from typing import Any

from flask_login import current_user

from app import clock
from app.areas.games.permissions import Games
from app.queries import catalogue, stops
from app.queries.catalogue import SeenGame
from app.queries.reach import Brands
from app.web import columns, lists
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.games.catalogue.forms import GameFilters
from blueprints.games.parts import parts_for, records_of
from blueprints.games.stops.tables import availability

COLUMNS = (
    Column("name", "Game", is_fixed=True, sorts=True),
    Column("provider", "Provider"),
    Column("code", "Code", is_wide=True),
    Column("kind", "Kind"),
    Column("rtp", "Theoretical RTP", is_number=True),
    Column("volatility", "Volatility"),
    Column("state", "Availability"),
    Column("where", "Stopped where"),
)
VIEWS = {"": "All", "enabled": "Enabled", "disabled": "Disabled somewhere"}


def game_list(filters: GameFilters, brands: Brands) -> dict[str, Any]:
    """The page of the catalogue that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "name"),
        lambda window, rises: catalogue.listed(filters.conditions(), window, brands, falls=not rises),
    )
    return shown | {"tabs": tabs("state", VIEWS)}


def game_record(game: SeenGame, brands: Brands) -> dict[str, Any]:
    """A game, what stops it now and what stopped it before."""
    return {
        "game": game,
        "parts": tabs("tab", parts_for(brands)),
        "certificates": catalogue.certificates(game.game),
        "today": clock.now().date(),
        "may_certify": current_user.brands_for(Games.CERTIFICATES_MANAGE) is None,
        "stakes": catalogue.highest_stakes(game.game),
        **availability(game.stops, stops.bearing_on([game.game]), brands),
        "records": records_of(game.id, brands),
        "disable": Games.AVAILABILITY_DISABLE,
    }
