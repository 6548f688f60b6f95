"""Withdrawals: to read, to claim, to decide."""

from flask import Response, current_app, request, url_for
from flask_login import current_user

from app.areas.payments.permissions import Payments
from app.errors import Refused
from app.ids import inside
from app.queries import payment_webhooks
from app.queries import withdrawals as seen
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import withdrawals
from app.web.answers import page
from blueprints.payments.area import blueprint
from blueprints.payments.withdrawals import decisions, queue
from blueprints.payments.withdrawals.forms import ApprovalForm, RejectionForm, WithdrawalFilters
from blueprints.payments.withdrawals.record import record

PIECES = {"list": "payments/_queue.html", "open": "payments/_opened.html", "desk": "payments/_desk.html"}


@blueprint.get("/withdrawals")
@requires(Payments.WITHDRAWALS_READ)
def list_withdrawals() -> Response:
    context = queue.desk(WithdrawalFilters.read(), current_user.brands_for(Payments.WITHDRAWALS_READ))
    answer = page("payments/withdrawals.html", pieces=PIECES, **context)
    answer.headers["HX-Push-Url"] = request.full_path.rstrip("?")
    return answer


@blueprint.get("/withdrawals/news")
@requires(Payments.WITHDRAWALS_READ, is_attended=False)
def show_withdrawal_news() -> Response:
    context = queue.news(WithdrawalFilters.read(), current_user.brands_for(Payments.WITHDRAWALS_READ))
    return page("payments/_withdrawal_news.html", **context)


@blueprint.get("/withdrawals/stream")
@requires(Payments.WITHDRAWALS_READ, is_attended=False)
def stream_withdrawals() -> Response:
    hub = current_app.extensions["ledger_hub"]
    seen_last = request.headers.get("Last-Event-ID") or request.args.get("seen", "")
    return hub.answer(current_staff().id, seen_last)


@blueprint.get("/withdrawals/<withdrawal_id>")
@requires(Payments.WITHDRAWALS_READ)
def show_withdrawal(withdrawal_id: str) -> Response:
    asked = seen.one(inside("wd", withdrawal_id), current_user.brands_for(Payments.WITHDRAWALS_READ))
    return page("payments/withdrawal.html", **record(asked))


@blueprint.get("/withdrawals/<withdrawal_id>/webhooks")
@requires(Payments.WEBHOOKS_READ)
def list_withdrawal_webhooks(withdrawal_id: str) -> Response:
    asked = seen.one(inside("wd", withdrawal_id), current_user.brands_for(Payments.WEBHOOKS_READ))
    sent = payment_webhooks.about(asked.payment_provider_id, asked.external_id, [asked.id])
    up = ("Withdrawals", url_for(".list_withdrawals"), url_for(".show_withdrawal", withdrawal_id=withdrawal_id))
    return page("payments/webhooks.html", payment=asked, webhooks=sent, up=up)


@blueprint.post("/withdrawals/<withdrawal_id>/claims")
@requires(Payments.WITHDRAWALS_APPROVE)
def claim_withdrawal(withdrawal_id: str) -> Response:
    try:
        withdrawals.claim(withdrawal_id, by=current_staff())
    except Refused as error:
        return decisions.refused(withdrawal_id, error)
    return decisions.onwards(withdrawal_id)


@blueprint.post("/withdrawals/<withdrawal_id>/releases")
@requires(Payments.WITHDRAWALS_APPROVE)
def release_withdrawal(withdrawal_id: str) -> Response:
    try:
        withdrawals.release(withdrawal_id, by=current_staff())
    except Refused as error:
        return decisions.refused(withdrawal_id, error)
    return decisions.onwards("")


@blueprint.post("/withdrawals/<withdrawal_id>/approvals")
@requires(Payments.WITHDRAWALS_APPROVE)
def approve_withdrawal(withdrawal_id: str) -> Response:
    try:
        decided = withdrawals.approve(withdrawal_id, ApprovalForm().decision(), by=current_staff())
    except Refused as error:
        return decisions.refused(withdrawal_id, error)
    return decisions.next_after(decided, "Approved")


@blueprint.post("/withdrawals/<withdrawal_id>/rejections")
@requires(Payments.WITHDRAWALS_REJECT)
def reject_withdrawal(withdrawal_id: str) -> Response:
    form = RejectionForm()
    if not form.validate():
        return decisions.asked_again(withdrawal_id, form)
    try:
        decided = withdrawals.reject(withdrawal_id, form.decision(), by=current_staff())
    except Refused as error:
        return decisions.refused(withdrawal_id, error)
    return decisions.next_after(decided, "Rejected")
