"""What the list of adjustments shows."""

from typing import Any

from app.ids import inside
from app.models.adjustment import REASONS
from app.queries import adjustments
from app.queries.reach import Brands
from app.web import columns, lists, peeks
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.payments.adjustments import views
from blueprints.payments.adjustments.filters import AdjustmentFilters

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
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-occurred_at"),
        lambda window, oldest_first: adjustments.listed(
            filters.conditions(), window, brands, oldest_first=oldest_first
        ),
        lambda others: adjustments.total(others.conditions(), brands),
    )
    return shown | _look(brands) | {"tabs": tabs("state", views.VIEWS), "reasons": REASONS}


def _look(brands: Brands) -> dict[str, Any]:
    """The adjustment that is looked at beside the list, if one is."""
    wanted = peeks.wanted()
    return {"asked": adjustments.one(inside("aj", wanted), brands), "reasons": REASONS} if wanted else {}
