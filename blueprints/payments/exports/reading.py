"""The filters of the lists of this area as an export reads them: what is sought, and the same in words."""

from app.exports.offers import Arguments, Asker, Filters
from app.ids import inside
from app.queries import house_accounts, wallets
from app.web.exports import insist_on_readable
from app.web.tables import in_words
from app.words import account
from blueprints.payments.adjustments.filters import AdjustmentFilters
from blueprints.payments.adjustments.views import VIEWS as ADJUSTMENTS
from blueprints.payments.adjustments.views import state
from blueprints.payments.attempts.forms import AttemptFilters
from blueprints.payments.attempts.tables import VIEWS as ATTEMPTS
from blueprints.payments.deposits.forms import DepositFilters
from blueprints.payments.deposits.tables import VIEWS as DEPOSITS
from blueprints.payments.withdrawals import views
from blueprints.payments.withdrawals.forms import WithdrawalFilters


def deposits(arguments: Arguments, _: Asker) -> Filters:
    form = DepositFilters.read(arguments)
    insist_on_readable(form)
    sought, view = form.sought(), form.state.data
    shown = [DEPOSITS[view]] if view and view in DEPOSITS else []
    return Filters([*sought.conditions, *sought.span], in_words(form, form.RELATIONS, shown))


def attempts(arguments: Arguments, _: Asker) -> Filters:
    form = AttemptFilters.read(arguments)
    insist_on_readable(form)
    sought, view = form.sought(), form.state.data
    shown = [ATTEMPTS[view]] if view and view in ATTEMPTS else []
    return Filters([*sought.conditions, *sought.span], in_words(form, form.RELATIONS, shown))


def withdrawals(arguments: Arguments, asker: Asker) -> Filters:
    form, view = WithdrawalFilters.read(arguments), arguments.get("view", "")
    insist_on_readable(form)
    sought, shown = form.sought(), views.conditions(view, asker.staff_id)
    words = in_words(form, form.RELATIONS, [] if view == "all" else [views.VIEWS[view]])
    return Filters(([*sought.conditions, *sought.span, *shown], views.order(view)), words)


def adjustments(arguments: Arguments, _: Asker) -> Filters:
    form, shown = AdjustmentFilters.read(arguments), state(arguments.get("state", ""))
    insist_on_readable(form)
    return Filters(form.conditions(), in_words(form, form.RELATIONS, [ADJUSTMENTS[shown]] if shown else []))


def transfers(arguments: Arguments, asker: Asker) -> Filters:
    """Of the player's account that the address names."""
    player, currency, purse = arguments["player_id"], arguments["currency"], arguments["purse"]
    found = wallets.one(inside("pl", player), currency, purse, asker.brands)
    return Filters(found, f"{account(purse)} of {player}, {currency}")


def house_transfers(arguments: Arguments, asker: Asker) -> Filters:
    """Of the house's account that the address names."""
    found = house_accounts.one(int(arguments["house_account"]), asker.brands)
    of = f", {found.counterparty}" if found.counterparty else ""
    return Filters(found, f"{account(found.kind)}{of} of {found.brand}, {found.currency.code}")
