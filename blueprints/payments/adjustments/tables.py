"""What the list of adjustments shows."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from app.models.adjustment import REASONS
from app.queries import adjustments
from app.queries.adjustments import SeenAdjustment
from app.queries.keyset import Page
from app.web import cursors
from app.web.tables import chips, cleared, tabs, with_what_returns
from blueprints.payments.adjustments import views
from blueprints.payments.adjustments.filters import AdjustmentFilters

Brands = Collection[int] | None


def adjustment_list(filters: AdjustmentFilters, brands: Brands) -> dict[str, Any]:
    """The page of adjustments that the address asks for; raises NotFound for a view we do not have."""
    views.state(filters.state.data or "")
    is_valid, window = filters.validate(), cursors.window()
    found = adjustments.listed(filters.conditions(), window, brands) if is_valid else Page[SeenAdjustment](())
    narrowed = chips(filters, filters.RELATIONS)
    if is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _total(others, brands))
    return {
        "page": found,
        "filters": filters,
        "tabs": tabs("state", views.VIEWS),
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
        "reasons": REASONS,
    }


def _total(arguments: MultiDict[str, str], brands: Brands) -> str:
    """How many these filters leave; each was read once already, so that they can be read."""
    filters = AdjustmentFilters.read(arguments)
    return adjustments.total(filters.conditions(), brands) if filters.validate() else ""
