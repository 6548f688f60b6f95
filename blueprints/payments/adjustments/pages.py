"""The two steps of an adjustment: how much, then why, with what it would change."""

from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from app.errors import Forbidden, Invalid, NotFound, Refused
from app.ids import inside
from app.money import Money
from app.queries import wallets
from app.queries.wallets import Wallet
from app.security import limits
from app.security.permissions import Permission
from app.security.sessions import current_staff
from app.services import adjustments
from app.web import flashes, once, refusals
from app.web.answers import page
from app.web.effects import Change
from app.web.filters import plain
from app.words import account
from blueprints.payments.adjustments.forms import AdjustmentForm, AmountForm


@dataclass(frozen=True)
class Direction:
    """Credit gives, debit takes."""

    name: str
    sign: int
    permission: Permission


def show(direction: Direction, player_id: str, currency: str) -> Response:
    """The form: with an amount, what it would change and the question why."""
    wallet = _wallet(direction, player_id, currency)
    asked = AmountForm(request.args, currency=wallet.currency)
    form = AdjustmentForm(
        formdata=None, data={"purse": asked.purse.data, "amount": asked.amount.data, "once": once.given()}
    )
    return _drawn(direction, wallet, asked, form, is_asked="amount" in request.args)


def do(direction: Direction, player_id: str, currency: str) -> Response:
    """Do it; a fault shows the form again with what was typed."""
    wallet = _wallet(direction, player_id, currency)
    asked, form = AmountForm(request.form, currency=wallet.currency), AdjustmentForm()
    if not (asked.validate() and form.validate()):
        refusals.remembered(Invalid("The form has faults."))
        return _drawn(direction, wallet, asked, form, status=422)
    try:
        wanted = form.wanted(currency, direction.sign * asked.minor)
        made = adjustments.apply(player_id, wanted, by=current_staff(), public_id=once.read(form.once.data or ""))
    except Refused as error:
        return _refused(direction, wallet, asked, form, error)
    amount = plain(Money(asked.minor, wallet.currency))
    said = f"{direction.name.capitalize()} of {amount} done: {made.outside_id}."
    return flashes.done(url_for("payments.list_adjustments"), said)


def _wallet(direction: Direction, player_id: str, currency: str) -> Wallet:
    found = wallets.of_player(inside("pl", player_id), current_user.brands_for(direction.permission))
    wallet = next((each for each in found if each.currency.code == currency), None)
    if wallet is None:
        raise NotFound("The player has no wallet in this currency.")
    return wallet


def _refused(direction: Direction, wallet: Wallet, asked: AmountForm, form: AdjustmentForm, error: Refused) -> Response:
    if isinstance(error, Forbidden | NotFound):
        raise error
    told = refusals.remembered(error)
    return _drawn(direction, wallet, asked, form, status=told.status, trouble=told.message)


def _drawn(
    direction: Direction,
    wallet: Wallet,
    asked: AmountForm,
    form: AdjustmentForm,
    *,
    is_asked: bool = True,
    status: int = 200,
    trouble: str = "",
) -> Response:
    owner = wallet.accounts[0]
    room = limits.room(
        staff_id=current_staff().id,
        brand_id=owner.brand_id,
        currency=wallet.currency.code,
        amount_minor=direction.sign,
    )
    is_known = is_asked and asked.validate()
    context: dict[str, Any] = {
        "direction": direction.name,
        "wallet": wallet,
        "owner": owner,
        "asked": asked,
        "form": form,
        "trouble": trouble,
        "limit": limits.told(room, Money(direction.sign, wallet.currency)),
        "amount": Money(asked.minor, wallet.currency) if is_known else None,
        "changes": _changes(direction, wallet, asked) if is_known else [],
    }
    return page(
        "payments/adjustment.html", status=status if is_known or status != 200 or not is_asked else 422, **context
    )


def _changes(direction: Direction, wallet: Wallet, asked: AmountForm) -> list[Change]:
    purse = wallet.purses[asked.purse.data]
    after = Money(purse.balance.minor + direction.sign * asked.minor, wallet.currency)
    return [Change(account(purse.purse), purse.balance, after)]
