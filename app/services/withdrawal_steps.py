"""How a withdrawal goes from one state to the next: locked, checked, written down with who did it."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.audit import log, who
from app.audit.events import Event
from app.errors import NotFound, Refused, Stale
from app.extensions import db
from app.ids import inside
from app.models.player import Player
from app.models.staff import Staff
from app.models.withdrawal import State, Withdrawal, WithdrawalStep
from app.security.api_keys import Client
from app.services import ledger, outbox

NOT_THERE = "There is no such withdrawal."
DECIDED = (State.APPROVED, State.REJECTED)


@dataclass(frozen=True)
class Doer:
    """Who takes a step, as the history names them."""

    kind: str
    id: str
    staff_id: int | None = None

    @classmethod
    def named(cls, by: Staff | Client) -> "Doer":
        return cls("staff", by.outside_id, by.id) if isinstance(by, Staff) else cls("api_key", str(by.api_key_id))


@dataclass(frozen=True)
class Step:
    """Where to, by whom, why, which journal entry moved the money, and what the payment provider calls it."""

    to: State
    doer: Doer
    reason_code: str | None = None
    reason_text: str | None = None
    call_id: UUID | None = None
    external_id: str | None = None


def held(withdrawal_id: str) -> Withdrawal:
    """The withdrawal, locked until the transaction ends; raises NotFound."""
    found = select(Withdrawal).where(Withdrawal.public_id == inside("wd", withdrawal_id)).with_for_update()
    withdrawal = db.session.scalar(found.execution_options(populate_existing=True))
    if withdrawal is None:
        raise NotFound(NOT_THERE)
    return withdrawal


def insist_on_version(withdrawal: Withdrawal, version: int | None) -> None:
    """Raises Stale when whoever decides looked at another version."""
    if version is not None and version != withdrawal.version:
        raise Stale("This withdrawal changed since you looked at it. Look again before you decide.")


def insist_on_request(withdrawal: Withdrawal) -> None:
    """Raises Refused when it is decided or cancelled."""
    if withdrawal.state != State.REQUESTED:
        raise Refused(f"This withdrawal is {withdrawal.state} already.")


def begin(withdrawal: Withdrawal, doer: Doer, call_id: UUID, event: Event) -> None:
    """Its first step, in the caller's transaction."""
    _write(withdrawal, None, Step(State.REQUESTED, doer, call_id=call_id), event)


def take(withdrawal: Withdrawal, step: Step, event: Event) -> None:
    """The next step, in the caller's transaction; the database refuses one that leads back."""
    before, withdrawal.state = withdrawal.state, step.to
    withdrawal.version += 1
    withdrawal.claimed_by = withdrawal.claimed_until = None
    withdrawal.reason_code, withdrawal.reason_text = step.reason_code, step.reason_text
    withdrawal.external_id = step.external_id or withdrawal.external_id
    if step.to in DECIDED:
        withdrawal.decided_by, withdrawal.decided_at = step.doer.staff_id, clock.now()
    _write(withdrawal, before, step, event)


def give_back(withdrawal: Withdrawal, *, reason: str, staff_id: int | None = None) -> UUID:
    """From pending withdrawal to cash; returns the journal entry. Raises Refused when the ledger closed it before."""
    answer = ledger.withdrawal_cancel(
        withdrawal.outside_id,
        player_id=withdrawal.player_id,
        staff_id=staff_id,
        reason=reason,
        request_id=who.request_id(),
    )
    insist_on_moved(answer)
    return answer.call_id


def insist_on_moved(answer: ledger.Answer) -> None:
    """A withdrawal that is open here is open in the ledger; raises Refused where it is not, and nothing is done."""
    if answer.outcome != "applied" or answer.replayed:
        raise Refused(f"The ledger holds another end of this withdrawal ({answer.outcome}). Tell the platform team.")


class Facts(TypedDict):
    """What every event of a withdrawal tells."""

    target: str
    player: str
    currency: str
    amount_minor: int


def facts(withdrawal: Withdrawal) -> Facts:
    return {
        "target": withdrawal.outside_id,
        "player": player_of(withdrawal),
        "currency": withdrawal.currency,
        "amount_minor": withdrawal.amount,
    }


def player_of(withdrawal: Withdrawal) -> str:
    """The player's outside id."""
    return db.session.get_one(Player, withdrawal.player_id).outside_id


def _write(withdrawal: Withdrawal, before: str | None, step: Step, event: Event) -> None:
    """In its history, in the audit log, and to whoever wants to hear of it."""
    db.session.add(
        WithdrawalStep(
            withdrawal_id=withdrawal.id,
            version=withdrawal.version,
            from_state=before,
            to_state=step.to,
            by_kind=step.doer.kind,
            by_id=step.doer.id,
            reason_code=step.reason_code,
            reason_text=step.reason_text,
            call_id=step.call_id,
            request_id=who.request_id(),
        )
    )
    log.record(event)
    outbox.tell(event.name, about=event.target, brand_id=withdrawal.brand_id, data=event.data())
