"""What the list of attempts to deposit shows."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from app.queries import deposit_attempts
from app.queries.deposit_attempts import SeenAttempt
from app.queries.keyset import Page
from app.web import columns, cursors
from app.web.columns import Column
from app.web.tables import chips, cleared, tabs, with_what_returns
from blueprints.payments.attempts.forms import AttemptFilters

Brands = Collection[int] | None
COLUMNS = (
    Column("id", "Attempt", is_fixed=True),
    Column("occurred_at", "Started", sorts=True),
    Column("player", "Player"),
    Column("method", "Paid by"),
    Column("external_id", "Provider’s id", is_wide=True),
    Column("brand", "Brand", is_wide=True),
    Column("amount", "Amount", is_number=True),
    Column("state", "State"),
)
VIEWS = {"": "All", "started": "Open", "captured": "Captured", "declined": "Declined", "expired": "Expired"}


def attempt_list(filters: AttemptFilters, brands: Brands) -> dict[str, Any]:
    """The page of attempts that the address asks for."""
    layout, is_valid, found = columns.layout(COLUMNS, "-occurred_at"), filters.validate(), Page[SeenAttempt](())
    if is_valid:
        found = deposit_attempts.listed(filters.sought(), cursors.window(), brands, oldest_first=not layout.falls)
    narrowed = chips(filters, filters.RELATIONS)
    if is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _total(others, brands))
    return {
        "page": found,
        "layout": layout,
        "filters": filters,
        "tabs": tabs("state", VIEWS),
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
    }


def _total(arguments: MultiDict[str, str], brands: Brands) -> str:
    """How many these filters leave; each was read once already, so that they can be read."""
    filters = AttemptFilters.read(arguments)
    return deposit_attempts.total(filters.sought(), brands) if filters.validate() else ""
