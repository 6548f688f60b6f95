"""Rejecting many: what is put to the question, and the pages that ask."""

from typing import ClassVar

from flask import Response, url_for

from app import clock
from app.areas.payments.permissions import Payments
from app.bulk.actions import Action, Why
from app.errors import Invalid
from app.exports.offers import Arguments, Filters
from app.models.staff import Staff
from app.models.withdrawal import REASONS, State, Withdrawal
from app.queries import withdrawal_queue, withdrawals
from app.security.decorators import requires
from app.services import withdrawals as verbs
from app.services.withdrawals import Decision
from app.web import bulk
from app.web.reasons import ReasonForm
from app.web.tables import in_words
from blueprints.payments.area import blueprint
from blueprints.payments.withdrawals.forms import WithdrawalFilters


class Reason(ReasonForm):
    REASONS: ClassVar = REASONS


def _read(arguments: Arguments) -> Filters:
    form = WithdrawalFilters.read(arguments)
    if arguments.get("view") or not form.validate():
        raise Invalid("Only withdrawals that wait can be rejected, by filters that can be read. Go back to the list.")
    conditions = [withdrawal_queue.AWAITS, *form.sought().span, *form.conditions()]
    return Filters(conditions, in_words(form, form.RELATIONS, ["Waiting"]))


def _judge(asked: Withdrawal, staff_id: int) -> str | None:
    if asked.state != State.REQUESTED:
        return f"It waits no more: it is {asked.state} already."
    return "Somebody else is working on it." if asked.is_claimed(clock.now(), but_by=staff_id) else None


def _reject(withdrawal_id: str, why: Why, by: Staff) -> Withdrawal:
    return verbs.reject(withdrawal_id, Decision(reason_code=why.code, reason_text=why.text), by=by)


REJECTION = Action(
    name="reject_withdrawals",
    verb="Reject",
    noun="withdrawals",
    permission=Payments.WITHDRAWALS_REJECT,
    prefix="wd",
    key=Withdrawal.public_id,
    read=_read,
    select=lambda conditions, brands: withdrawals.of_brands(brands).where(*conditions),
    judge=_judge,
    act=_reject,
    record=lambda withdrawal_id: url_for("payments.show_withdrawal", withdrawal_id=withdrawal_id),
    reasons=REASONS,
)


@blueprint.get("/withdrawals/bulk-rejections/new")
@requires(Payments.WITHDRAWALS_REJECT)
def ask_to_reject_withdrawals() -> Response:
    return bulk.asking(
        REJECTION, Reason(), back="payments.list_withdrawals", action="payments.try_to_reject_withdrawals"
    )


@blueprint.post("/withdrawals/bulk-rejections")
@requires(Payments.WITHDRAWALS_REJECT)
def try_to_reject_withdrawals() -> Response:
    return bulk.asked(
        REJECTION, Reason(), back="payments.list_withdrawals", action="payments.try_to_reject_withdrawals"
    )
