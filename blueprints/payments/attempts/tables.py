"""What the list of attempts to deposit shows."""

from typing import Any

from app.ids import inside
from app.queries import deposit_attempts
from app.queries.reach import Brands
from app.web import columns, lists, peeks
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.payments.attempts.forms import AttemptFilters

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
    if peeks.is_alone():
        return _look(brands)
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-occurred_at"),
        lambda window, oldest_first: deposit_attempts.listed(
            filters.sought(), window, brands, oldest_first=oldest_first
        ),
        lambda others: deposit_attempts.total(others.sought(), brands),
    )
    return shown | _look(brands) | {"tabs": tabs("state", VIEWS)}


def _look(brands: Brands) -> dict[str, Any]:
    """The attempt that is looked at beside the list, if one is."""
    wanted = peeks.wanted()
    return {"attempt": deposit_attempts.one(inside("at", wanted), brands)} if wanted else {}
