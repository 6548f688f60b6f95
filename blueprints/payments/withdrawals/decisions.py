"""What follows on a decision: the next withdrawal opens; or this one again, with what stood in the way."""

from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import Response, make_response, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from app.areas.payments.permissions import Payments
from app.errors import Refused, Stale
from app.ids import inside
from app.models.withdrawal import Withdrawal
from app.money import plain
from app.queries import withdrawal_queue
from app.queries import withdrawals as seen
from app.queries.keyset import Condition
from app.security.sessions import current_staff
from app.services import withdrawals
from app.web import flashes, refusals
from app.web.answers import page
from app.web.hx import hx, instruct
from blueprints.payments.withdrawals.columns import laid_out
from blueprints.payments.withdrawals.forms import RejectionForm, WithdrawalFilters
from blueprints.payments.withdrawals.record import record


def onwards(opened: str) -> Response:
    """Back to the queue it came from, with `opened`; to the record when it came from there."""
    back = _back()
    if back is None:
        return make_response(redirect(url_for("payments.show_withdrawal", **_named()), 303))
    kept = [(key, value) for key, value in parse_qsl(back) if key != "open"]
    query = urlencode([*kept, *([("open", opened)] if opened else [])])
    return make_response(redirect(url_for("payments.list_withdrawals") + (f"?{query}" if query else ""), 303))


def next_after(decided: Withdrawal, said: str) -> Response:
    """Say what was done, and claim whose turn it is."""
    brands = current_user.brands_for(Payments.WITHDRAWALS_READ)
    asked = seen.one(decided.public_id, None)  # whoever decided it may hear what it was, and need not read others
    flashes.say(f"{said} {plain(asked.amount)} for {asked.player}.")
    following = ""
    if _back() is not None:
        turn = withdrawal_queue.following(decided.public_id, _narrowed(), brands, staff_id=current_staff().id)
        following = turn or ""
        if following:
            with suppress(Refused):  # somebody else was quicker: it opens all the same, and says whose it is
                withdrawals.claim(following, by=current_staff())
    return onwards(following)


def refused(withdrawal_id: str, error: Refused) -> Response:
    """How it stands now, and what was in the way; what is no business of theirs is refused as ever."""
    told = refusals.for_a_form(error)
    status = 409 if isinstance(told, Stale) else told.status  # 412 answers a header that a form does not send
    return _again(withdrawal_id, status, trouble=told.message)


def asked_again(withdrawal_id: str, form: RejectionForm) -> Response:
    """The form with its errors."""
    return _again(withdrawal_id, 422, rejection=form)


def _again(withdrawal_id: str, status: int, **more: Any) -> Response:
    asked = seen.one(inside("wd", withdrawal_id), current_user.brands_for(Payments.WITHDRAWALS_READ))
    context: dict[str, Any] = record(asked, back=_back(), **more)
    context["layout"] = laid_out(_back() or "")
    answer = page("payments/withdrawal.html", piece="payments/_opened.html", status=status, **context)
    return instruct(answer, target="#open", swap="innerHTML") if hx().partial else answer


def _back() -> str | None:
    return request.form.get("back")


def _narrowed() -> list[Condition]:
    """What the queue that it came from is narrowed to; nothing, where that cannot be read."""
    filters = WithdrawalFilters.read(MultiDict(parse_qsl(_back() or "")))
    return filters.conditions() if filters.validate() else []


def _named() -> dict[str, Any]:
    return dict(request.view_args or {})
