"""What the list of adjustments shows."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from app.ids import inside
from app.models.adjustment import REASONS
from app.queries import adjustments
from app.queries.adjustments import SeenAdjustment
from app.queries.keyset import Page
from app.web import columns, cursors, peeks
from app.web.columns import Column
from app.web.tables import chips, cleared, tabs, with_what_returns
from blueprints.payments.adjustments import views
from blueprints.payments.adjustments.filters import AdjustmentFilters

Brands = Collection[int] | None
COLUMNS = (
    Column("id", "Adjustment", is_fixed=True),
    Column("occurred_at", "When", sorts=True),
    Column("player", "Player"),
    Column("brand", "Brand", is_wide=True),
    Column("purse", "Purse"),
    Column("amount", "Amount", is_number=True),
    Column("reason", "Reason"),
    Column("decided_by", "By"),
    Column("state", "State"),
)


def adjustment_list(filters: AdjustmentFilters, brands: Brands) -> dict[str, Any]:
    """The page of adjustments that the address asks for; raises NotFound for a view we do not have."""
    if peeks.is_alone():
        return _look(brands)
    views.state(filters.state.data or "")
    layout, is_valid, found = columns.layout(COLUMNS, "-occurred_at"), filters.validate(), Page[SeenAdjustment](())
    if is_valid:
        found = adjustments.listed(filters.conditions(), cursors.window(), brands, oldest_first=not layout.falls)
    narrowed = chips(filters, filters.RELATIONS)
    if is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _total(others, brands))
    return {
        "page": found,
        "layout": layout,
        **_look(brands),
        "filters": filters,
        "tabs": tabs("state", views.VIEWS),
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
        "reasons": REASONS,
    }


def _look(brands: Brands) -> dict[str, Any]:
    """The adjustment that is looked at beside the list, if one is."""
    wanted = peeks.wanted()
    return {"asked": adjustments.one(inside("aj", wanted), brands), "reasons": REASONS} if wanted else {}


def _total(arguments: MultiDict[str, str], brands: Brands) -> str:
    """How many these filters leave; each was read once already, so that they can be read."""
    filters = AdjustmentFilters.read(arguments)
    return adjustments.total(filters.conditions(), brands) if filters.validate() else ""
