"""What the pages of the ledger show."""

from typing import Any

from flask import url_for

from app.queries import house_accounts, wallets
from app.queries.reach import Brands
from app.web import cursors
from app.web.tables import chips, cleared
from blueprints.payments.ledger.forms import AccountFilters

PLACES = {
    "ca": ("payments.show_entry", "call_id"),
    "dp": ("payments.show_deposit", "deposit_id"),
    "pl": ("payments.show_wallet", "player_id"),
}


def chart(filters: AccountFilters, brands: Brands) -> dict[str, Any]:
    """The chart of accounts that the address asks for."""
    found = house_accounts.chart(filters.conditions(), brands) if filters.validate() else []
    shown = found[: house_accounts.MOST]
    return {
        "books": house_accounts.books(shown),
        "shown": len(shown),
        "is_cut": len(found) > len(shown),
        "is_whole": not (filters.kind.data or len(found) > len(shown)),
        "folded_at": house_accounts.folded_at(),
        "filters": filters,
        "chips": chips(filters, filters.RELATIONS),
        "clear": cleared([*filters.RELATIONS]),
    }


def house_account(account: house_accounts.SeenHouseAccount) -> dict[str, Any]:
    """A house account and the page of its transfers that the address asks for."""
    found = house_accounts.listed(account, cursors.window())
    return {
        "account": account,
        "folded_at": house_accounts.folded_at(),
        "page": found,
        "turns": cursors.turns(found),
    }


def account(seen: wallets.SeenAccount) -> dict[str, Any]:
    """A player's account and the page of its transfers that the address asks for."""
    found = wallets.listed(seen, cursors.window())
    return {"account": seen, "page": found, "turns": cursors.turns(found)}


def place_of(wanted: str) -> str:
    """Where the thing that was looked for stands: an id says itself what it is of."""
    endpoint, argument = PLACES.get(wanted.partition("_")[0], PLACES["ca"])
    named: dict[str, Any] = {argument: wanted}
    return url_for(endpoint, **named)
