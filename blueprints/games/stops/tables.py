"""What the list and the records of stops show."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_login import current_user

from app.areas.games.permissions import Games
from app.queries import records, stops
from app.queries.reach import Brands
from app.queries.stops import SeenStop
from app.stops import MAINTENANCE
from app.web import columns, lists
from app.web.columns import Column
from app.web.forms import TextField
from app.web.lists import Filters
from app.web.tables import tabs

COLUMNS = (
    Column("name", "What", is_fixed=True),
    Column("where", "Where"),
    Column("state", "State"),
    Column("recorded_at", "Since", sorts=True),
    Column("by", "By"),
    Column("reason", "Why"),
    Column("sessions", "Sessions met", is_number=True, is_wide=True),
    Column("rounds", "Rounds met", is_number=True, is_wide=True),
    Column("lifted_at", "Until"),
)
VIEWS = {"": "Standing", "lifted": "Lifted", "every": "All"}
MOST_PAST = 50


class StopFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")

    def conditions(self) -> list[stops.Condition]:
        """What a stop must meet; only for a form that validates."""
        if self.state.data == "every":
            return []
        return [~stops.STANDS if self.state.data == "lifted" else stops.STANDS]


def stop_list(filters: StopFilters, brands: Brands) -> dict[str, Any]:
    """The page of stops that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-recorded_at"),
        lambda window, rises: stops.listed(filters.conditions(), window, brands, oldest_first=rises),
    )
    return shown | {"tabs": tabs("state", VIEWS)}


def stop_record(stop: SeenStop) -> dict[str, Any]:
    """One stop, and what was noted of it."""
    return {"stop": stop, "records": records.naming(stop.audited_as, stop.id), "lifting": lifting}


def availability(standing: Sequence[SeenStop], bearing: stops.Condition, brands: Brands) -> dict[str, Any]:
    """What stops a thing now and what stopped it before, for its record."""
    past = stops.past(bearing, stops.seen_by(brands), most=MOST_PAST)
    return {"standing": standing, "past": past, "most_past": MOST_PAST, "lifting": lifting}


def lifting(stop: SeenStop) -> str:
    """Where the signed-in staff member lifts it; empty when it does not stand, and for whoever may not. Maintenance is
    ended where it was turned on."""
    whole = stop.stop.is_of_everything
    brands = current_user.brands_for(Games.SITE_ENABLE if whole else Games.AVAILABILITY_ENABLE)
    if not stop.stands or stop.stop.kind == MAINTENANCE or (brands is not None and stop.stop.brand_id not in brands):
        return ""
    return url_for("games.show_lifting_everything" if whole else "games.show_lifting", stop_id=stop.id)
