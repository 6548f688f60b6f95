"""One withdrawal: what stands behind it, and the forms that decide it."""

from typing import Any

from flask_login import current_user

from app import clock
from app.areas.payments.permissions import Payments
from app.models.withdrawal import GIVEN_BACK, REASONS, State
from app.queries import records, withdrawals
from app.queries.withdrawals import SeenStep, SeenWithdrawal
from app.security.sessions import current_staff
from app.web.tables import tabs
from app.web.timeline import Entry, Step
from blueprints.payments.withdrawals.checks import checks, on_approval
from blueprints.payments.withdrawals.forms import ApprovalForm, RejectionForm

TABS = {"": "Overview", "audit": "Audit log"}
STEPS = (State.REQUESTED, State.APPROVED, State.SUBMITTED, State.PAID)
SIGNS = {State.PAID: "done", State.REJECTED: "fault", State.FAILED: "warning", State.CANCELLED: "rollback"}
WORDS = {
    State.REQUESTED: "Requested",
    State.APPROVED: "Approved",
    State.SUBMITTED: "Being paid",
    State.PAID: "Paid",
    State.REJECTED: "Rejected",
    State.CANCELLED: "Cancelled by the player",
    State.FAILED: "Failed at the payment provider",
}


def panel(
    asked: SeenWithdrawal, *, back: str | None = None, rejection: RejectionForm | None = None, trouble: str = ""
) -> dict[str, Any]:
    """The open withdrawal. `back`: the query of the queue it stands beside; None: it has a page of its own."""
    version = str(asked.version)
    other = asked.claimed_by if asked.is_claimed(clock.now()) and asked.claimed_by_id != current_staff().id else None
    return {
        "opened": asked,
        "back": back,
        "checks": checks(asked),
        "changes": on_approval(asked) if asked.awaits_decision else [],
        "steps": _life(asked),
        "is_mine": asked.is_claimed(clock.now()) and other is None,
        "held_by_other": other,
        "may_approve": current_user.may_for(Payments.WITHDRAWALS_APPROVE, asked.brand_id),
        "may_reject": current_user.may_for(Payments.WITHDRAWALS_REJECT, asked.brand_id),
        "approval": ApprovalForm(formdata=None, data={"version": version}),
        "rejection": rejection or RejectionForm(formdata=None, data={"version": version}),
        "trouble": trouble,
        "reasons": REASONS,
    }


def record(asked: SeenWithdrawal, **more: Any) -> dict[str, Any]:
    """The page of one withdrawal: with its history, its journal entries, and what the audit log says."""
    history = withdrawals.steps(asked)
    return {
        **panel(asked, **more),
        "history": [_entry(step) for step in reversed(history)],
        "entries": [(WORDS[State(step.to_state)], step.call_id) for step in history if step.call_id],
        "records": records.about(asked.id),
        "tabs": tabs("tab", TABS),
    }


def _life(asked: SeenWithdrawal) -> list[Step]:
    if asked.state in GIVEN_BACK:
        return [Step("Requested", state="done"), Step(WORDS[asked.state], "the player has the money again", "bad")]
    reached = STEPS.index(asked.state)
    return [Step(WORDS[each], state=_place(at, reached)) for at, each in enumerate(STEPS)]


def _place(at: int, reached: int) -> str:
    if at < reached or reached == len(STEPS) - 1:
        return "done"
    return "now" if at == reached else ""


def _entry(step: SeenStep) -> Entry:
    state = State(step.to_state)
    said = " ".join(filter(None, (REASONS.get(step.reason_code or "", step.reason_code), step.reason_text)))
    by = {"api_key": "the platform", "system": "a job"}.get(step.by_kind, step.by)
    return Entry(step.recorded_at, WORDS[state], detail=said, by=by, sign=SIGNS.get(state, "clock"))
