"""What the list of deposits shows."""

from typing import Any

from app.ids import inside
from app.queries import deposits
from app.queries.reach import Brands
from app.web import columns, lists, peeks
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.payments.deposits.forms import DepositFilters
from blueprints.payments.deposits.record import facts

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
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-occurred_at"),
        lambda window, oldest_first: deposits.listed(filters.sought(), window, brands, oldest_first=oldest_first),
        lambda others: deposits.total(others.sought(), brands),
    )
    return shown | _look(brands) | {"tabs": tabs("state", VIEWS)}


def _look(brands: Brands) -> dict[str, Any]:
    """The deposit that is looked at beside the list, if one is."""
    wanted = peeks.wanted()
    return facts(deposits.one(inside("dp", wanted), brands)) if wanted else {}
