"""One attempt to deposit: its way, step by step, and what the audit log says of it."""

from typing import Any

from app.models.deposit_attempt import AttemptState
from app.queries import deposit_attempts, records
from app.queries.deposit_attempts import SeenAttempt, SeenStep
from app.web.tables import tabs
from app.web.timeline import Entry

TABS = {"": "Overview", "audit": "Audit log"}
WORDS = {
    AttemptState.STARTED: "Started",
    AttemptState.CAPTURED: "Captured",
    AttemptState.DECLINED: "Declined",
    AttemptState.EXPIRED: "Expired",
}
SIGNS = {AttemptState.CAPTURED: "done", AttemptState.DECLINED: "fault", AttemptState.EXPIRED: "warning"}
TELLERS = {"api_key": "the platform", "payment_provider": "the payment provider", "system": "a job"}


def record(attempt: SeenAttempt) -> dict[str, Any]:
    """The page of one attempt, newest step first."""
    return {
        "attempt": attempt,
        "history": history([attempt]),
        "records": records.about(attempt.id),
        "tabs": tabs("tab", TABS),
    }


def history(attempts: list[SeenAttempt]) -> list[Entry]:
    """Every step of these attempts, newest first: one query."""
    return [_entry(step) for step in deposit_attempts.steps([attempt.row_id for attempt in attempts])]


def _entry(step: SeenStep) -> Entry:
    state = AttemptState(step.to_state)
    reason = (step.reason_code or "").replace("_", " ")
    said = ", ".join(filter(None, (reason, step.external_id)))
    return Entry(step.recorded_at, WORDS[state], detail=said, by=TELLERS[step.by_kind], sign=SIGNS.get(state, "clock"))
