"""What the list and the record of deposits show."""

from collections.abc import Collection
from typing import Any

from werkzeug.datastructures import MultiDict

from app.queries import deposits
from app.queries.keyset import Page
from app.web import cursors
from app.web.tables import chips, cleared, tabs, with_what_returns
from blueprints.payments.deposits.forms import DepositFilters

Brands = Collection[int] | None
VIEWS = {"": "All", "captured": "Captured", "diverted": "Owed back"}


def deposit_list(filters: DepositFilters, brands: Brands) -> dict[str, Any]:
    """The page of deposits that the address asks for."""
    is_valid, window = filters.validate(), cursors.window()
    found = deposits.listed(filters.sought(), window, brands) if is_valid else Page[deposits.SeenDeposit](())
    narrowed = chips(filters, filters.RELATIONS)
    if is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _total(others, brands))
    return {
        "page": found,
        "filters": filters,
        "tabs": tabs("state", VIEWS),
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
    }


def _total(arguments: MultiDict[str, str], brands: Brands) -> str:
    """How many these filters leave; each was read once already, so that they can be read."""
    filters = DepositFilters.read(arguments)
    return deposits.total(filters.sought(), brands) if filters.validate() else ""


def deposit_record(deposit: deposits.SeenDeposit) -> dict[str, Any]:
    """One deposit and the journal entry behind it."""
    return {"deposit": deposit, "entry": deposits.entry_of(deposit)}
