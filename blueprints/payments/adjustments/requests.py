"""A request for an adjustment: what it would change, and the answer to it."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.errors import Refused, Stale
from app.ids import inside
from app.models.adjustment import REASONS, Adjustment
from app.money import Money, plain
from app.queries import adjustments as seen
from app.queries import records, wallets
from app.queries.adjustments import SeenAdjustment
from app.security import limits
from app.security.sessions import current_staff
from app.services import adjustments
from app.web import flashes, refusals
from app.web.answers import page
from app.web.effects import Change
from app.words import account
from blueprints.payments.adjustments.directions import CREDIT, DEBIT
from blueprints.payments.adjustments.forms import AcceptanceForm, DeclineForm


def show(adjustment_id: str) -> Response:
    """The record, and while it waits the two answers."""
    return _drawn(_found(adjustment_id))


def accept(adjustment_id: str) -> Response:
    """Do it, within the limits of whoever accepts; a refusal shows the record again, as it stands now."""
    try:
        made = adjustments.accept(adjustment_id, by=current_staff(), version=AcceptanceForm().seen)
    except Refused as error:
        return _refused(adjustment_id, error)
    return _done("Accepted", made)


def decline(adjustment_id: str) -> Response:
    """Leave the purse as it is, with a reason."""
    form = DeclineForm()
    if not form.validate():
        return _drawn(_found(adjustment_id), form=form, status=422)
    try:
        made = adjustments.decline(adjustment_id, form.text.data or "", by=current_staff(), version=form.seen)
    except Refused as error:
        return _refused(adjustment_id, error)
    return _done("Declined", made)


def _found(adjustment_id: str) -> SeenAdjustment:
    return seen.one(inside("aj", adjustment_id), current_user.brands_for(Payments.ADJUSTMENTS_READ))


def _done(said: str, made: Adjustment) -> Response:
    asked = seen.one(made.public_id, None)  # whoever decided it may hear what it was, and need not read others
    record = url_for("payments.show_adjustment", adjustment_id=asked.id)
    return flashes.done(record, f"{said} {plain(asked.amount, signed=True)} for {asked.player}.")


def _refused(adjustment_id: str, error: Refused) -> Response:
    told = refusals.for_a_form(error)
    status = 409 if isinstance(told, Stale) else told.status  # 412 answers a header that a form does not send
    return _drawn(_found(adjustment_id), status=status, trouble=told.message)


def _drawn(asked: SeenAdjustment, *, form: DeclineForm | None = None, status: int = 200, trouble: str = "") -> Response:
    direction = CREDIT if asked.amount.minor > 0 else DEBIT
    may_decide = asked.state == "requested" and direction.is_open_for(asked.brand_id)
    context: dict[str, Any] = {
        "asked": asked,
        "direction": direction.name,
        "may_decide": may_decide,
        "changes": _changes(asked) if asked.state == "requested" else [],
        "limit": _limit(asked) if may_decide else "",
        "form": form or DeclineForm(formdata=None),
        "trouble": trouble,
        "reasons": REASONS,
        "records": records.about(asked.id),
    }
    return page("payments/adjustment_record.html", status=status, **context)


def _changes(asked: SeenAdjustment) -> list[Change]:
    """Of the balance as it is now, which may have moved since it was asked."""
    held = wallets.one(asked.player_public_id, asked.amount.currency.code, asked.purse, None).balance
    return [Change(account(asked.purse), held, Money(held.minor + asked.amount.minor, held.currency))]


def _limit(asked: SeenAdjustment) -> str:
    currency, amount = asked.amount.currency.code, asked.amount.minor
    room = limits.room(staff_id=current_staff().id, brand_id=asked.brand_id, currency=currency, amount_minor=amount)
    return limits.told(room, asked.amount)
