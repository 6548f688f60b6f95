"""The ledger explorer: the chart of accounts, an account, a journal entry. To read."""

from flask import Response, make_response, redirect, request
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.ids import inside
from app.queries import entries, house_accounts, wallets
from app.security.decorators import requires
from app.web.answers import page
from blueprints.payments.area import blueprint
from blueprints.payments.ledger import tables
from blueprints.payments.ledger.forms import AccountFilters


@blueprint.get("/ledger")
@requires(Payments.LEDGER_READ)
def list_accounts() -> Response:
    if wanted := request.args.get("q", "").strip():
        return make_response(redirect(tables.place_of(wanted)))
    context = tables.chart(AccountFilters.read(), current_user.brands_for(Payments.LEDGER_READ))
    return page("payments/ledger.html", piece="payments/_accounts.html", **context)


@blueprint.get("/accounts/house/<int:house_account>")
@requires(Payments.LEDGER_READ)
def show_house_account(house_account: int) -> Response:
    account = house_accounts.one(house_account, current_user.brands_for(Payments.LEDGER_READ))
    context = tables.house_account(account)
    return page("payments/house_account.html", piece="payments/_house_transfers.html", **context)


@blueprint.get("/accounts/<player_id>")
@requires(Payments.LEDGER_READ)
def show_wallet(player_id: str) -> Response:
    found = wallets.of_player(inside("pl", player_id), current_user.brands_for(Payments.LEDGER_READ))
    return page("payments/wallet.html", wallets=found, owner=found[0].accounts[0])


@blueprint.get("/accounts/<player_id>/<currency>/<purse>")
@requires(Payments.LEDGER_READ)
def show_account(player_id: str, currency: str, purse: str) -> Response:
    brands = current_user.brands_for(Payments.LEDGER_READ)
    account = wallets.one(inside("pl", player_id), currency, purse, brands)
    return page("payments/account.html", piece="payments/_transfers.html", **tables.account(account))


@blueprint.get("/entries/<call_id>")
@requires(Payments.LEDGER_READ)
def show_entry(call_id: str) -> Response:
    entry = entries.one(inside("ca", call_id), current_user.brands_for(Payments.LEDGER_READ))
    return page("payments/entry.html", entry=entry)
