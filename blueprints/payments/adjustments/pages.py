"""Giving and taking: how much, why, and what it would change. A dialog asks at once, a page one after the other."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, request, url_for
from flask_login import current_user

from app.errors import NotFound, Refused
from app.ids import inside
from app.money import Money, plain
from app.queries import wallets
from app.queries.wallets import Wallet
from app.security import limits
from app.security.limits import Room
from app.security.sessions import current_staff
from app.services import adjustments
from app.web import flashes, once, refusals
from app.web.answers import page
from app.web.effects import Change
from app.web.hx import hx
from app.words import account
from blueprints.payments.adjustments.directions import Direction
from blueprints.payments.adjustments.forms import AdjustmentForm, AmountForm

PREVIEW = "adjustment-effect"  # asked again while somebody types: half an amount is no fault
PIECES = {"dialog-body": "payments/_adjust.html", PREVIEW: "payments/_adjustment_preview.html"}


def show(direction: Direction, player_id: str, currency: str) -> Response:
    """The form: with an amount, what it would change and the question why."""
    wallet = _wallet(direction, player_id, currency)
    asked = AmountForm(request.args, currency=wallet.currency)
    known = {"purse": asked.purse.data, "amount": asked.amount.data, "once": once.given()}
    form = AdjustmentForm(formdata=None, data=known, currency=wallet.currency)
    return _drawn(direction, wallet, asked, form, is_asked="amount" in request.args)


def do(direction: Direction, player_id: str, currency: str) -> Response:
    """Do it; a fault shows the form again with what was typed."""
    wallet = _wallet(direction, player_id, currency)
    asked, form = AmountForm(request.form, currency=wallet.currency), AdjustmentForm(currency=wallet.currency)
    if not all([asked.validate(), form.validate()]):
        return _drawn(direction, wallet, asked, form, status=422)
    try:
        wanted = form.wanted(currency, direction.sign * asked.minor)
        made = adjustments.apply(player_id, wanted, by=current_staff(), public_id=form.once_id)
    except Refused as error:
        return _refused(direction, wallet, asked, form, error)
    amount = plain(Money(asked.minor, wallet.currency))
    said = f"{direction.name.capitalize()} of {amount} done: {made.outside_id}."
    return flashes.done(_back(player_id), said)


def _back(player_id: str) -> str:
    """To the wallets when the dialog lies over them, else to the list."""
    of_player, shown = url_for("payments.show_wallet", player_id=player_id), hx().current_url or ""
    return of_player if urlsplit(shown).path == of_player else url_for("payments.list_adjustments")


def _wallet(direction: Direction, player_id: str, currency: str) -> Wallet:
    found = wallets.of_player(inside("pl", player_id), current_user.brands_for(direction.permission))
    wallet = next((each for each in found if each.currency.code == currency), None)
    if wallet is None:
        raise NotFound("The player has no wallet in this currency.")
    return wallet


def _refused(direction: Direction, wallet: Wallet, asked: AmountForm, form: AdjustmentForm, error: Refused) -> Response:
    told = refusals.for_a_form(error)
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
    owner, is_known = wallet.accounts[0], is_asked and asked.validate()
    room = limits.room(
        staff_id=current_staff().id,
        brand_id=owner.brand_id,
        currency=wallet.currency.code,
        amount_minor=direction.sign,
    )
    context: dict[str, Any] = {
        "direction": direction.name,
        "wallet": wallet,
        "owner": owner,
        "asked": asked,
        "form": form,
        "trouble": trouble,
        "limit": limits.told(room, Money(direction.sign, wallet.currency)),
        "amount": Money(asked.minor, wallet.currency) if is_known else None,
        "changes": [_change(direction, wallet, asked)] if is_known else [],
        "warning": _warning(direction, wallet, asked, room) if is_known else "",
    }
    is_faulty = is_asked and not is_known and hx().target_id != PREVIEW
    return page("payments/adjustment.html", pieces=PIECES, status=422 if is_faulty else status, **context)


def _change(direction: Direction, wallet: Wallet, asked: AmountForm) -> Change:
    purse = wallet.purses[asked.purse.data]
    after = Money(purse.balance.minor + direction.sign * asked.minor, wallet.currency)
    return Change(account(purse.purse), purse.balance, after)


def _warning(direction: Direction, wallet: Wallet, asked: AmountForm, room: Room) -> str:
    """What would stand in the way, as it looks now; whoever does it finds out for certain."""
    if not room.holds(direction.sign * asked.minor):
        return "That is above your limit. Ask somebody with a higher one."
    after = _change(direction, wallet, asked).after
    return adjustments.NOT_DONE["insufficient_funds"] if isinstance(after, Money) and after.minor < 0 else ""
