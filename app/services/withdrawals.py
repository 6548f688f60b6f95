"""Withdrawals: asked for by players, decided by staff. What the payment provider makes of them is in `payouts`."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import insert, select

from app import clock
from app.areas.payments import events
from app.areas.payments.settings import CLAIM_LASTS
from app.audit import log, who
from app.errors import Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside, outside, uuid7
from app.jobs.queue import enqueue
from app.models.brand import Brand
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.models.staff import Staff
from app.models.withdrawal import REASONS, State, Withdrawal
from app.queries import settings
from app.security import scopes
from app.security.api_keys import Client
from app.services import brands, ledger, payment_dealings, players, protection, reasons, withdrawal_steps
from app.services.reasons import Reason
from app.services.withdrawal_steps import NOT_THERE, Doer, Step

APPROVE, REJECT = "payments.withdrawals.approve", "payments.withdrawals.reject"
NOT_TAKEN = {
    "unverified": "The player’s identity is not verified, so nothing can be withdrawn yet.",
    "restricted": "This player is suspended or may not withdraw; staff have to lift that first.",
    "owing": "The player owes money in this currency; it has to be settled first.",
    "insufficient_funds": "The player does not have this much in cash.",
}


@dataclass(frozen=True)
class Asked:
    """What a player wants paid, in minor units."""

    payment_provider: str
    currency: str
    amount_minor: int


@dataclass(frozen=True)
class Decision:
    """What staff say: the version they looked at (None: whichever it is now) and, to reject, a canned reason."""

    version: int | None = None
    reason_code: str = ""
    reason_text: str = ""


def request(player_id: str, asked: Asked, *, by: Client) -> Withdrawal:
    """Take the amount out of the player's cash until it is decided; raises NotFound, Invalid, or Refused."""
    with transaction():
        player = players.find(player_id, by=by)
        provider = payment_dealings.provider_named(asked.payment_provider)
        payment_dealings.insist(player, provider, asked.currency)  # or it could be paid and never be booked
        public_id = uuid7()
        answer = ledger.withdrawal_request(
            outside("wd", public_id),
            player_id=player.id,
            currency=asked.currency,
            amount=asked.amount_minor,
            request_id=who.request_id(),
        )
        _insist_on_applied(answer)
        withdrawal = _add(public_id, player, provider, asked)
        facts = withdrawal_steps.facts(withdrawal)
        event = events.WithdrawalRequested(**facts, payment_provider=provider.code)
        withdrawal_steps.begin(withdrawal, Doer.named(by), answer.call_id, event)
    return withdrawal


def find(withdrawal_id: str, *, by: Client) -> Withdrawal:
    """The withdrawal; raises NotFound, also for one of a brand the client does not serve."""
    withdrawal = db.session.scalar(select(Withdrawal).where(Withdrawal.public_id == inside("wd", withdrawal_id)))
    if withdrawal is None or by.brand_id not in (None, withdrawal.brand_id):
        raise NotFound(NOT_THERE)
    return withdrawal


def cancel(withdrawal_id: str, *, by: Client, version: int | None = None) -> Withdrawal:
    """Give the amount back as the player asks; raises NotFound, Stale, or Refused once it is decided."""
    with transaction():
        withdrawal = withdrawal_steps.held(withdrawal_id)
        if by.brand_id not in (None, withdrawal.brand_id):
            raise NotFound(NOT_THERE)
        withdrawal_steps.insist_on_version(withdrawal, version)
        withdrawal_steps.insist_on_request(withdrawal)
        call_id = withdrawal_steps.give_back(withdrawal, reason="cancelled")
        event = events.WithdrawalCancelled(**withdrawal_steps.facts(withdrawal))
        withdrawal_steps.take(withdrawal, Step(State.CANCELLED, Doer.named(by), call_id=call_id), event)
    return withdrawal


def claim(withdrawal_id: str, *, by: Staff) -> Withdrawal:
    """Keep it for `by` for a while from now; raises Refused while somebody else has it."""
    with transaction():
        withdrawal = _for_staff(withdrawal_id, by, APPROVE, REJECT)
        until = clock.now() + settings.value(CLAIM_LASTS)
        withdrawal.claimed_by, withdrawal.claimed_until = by.id, until
        withdrawal.version += 1
        player = withdrawal_steps.player_of(withdrawal)
        told = until.isoformat(timespec="seconds")
        log.record(events.WithdrawalClaimed(target=withdrawal.outside_id, player=player, until=told))
    return withdrawal


def release(withdrawal_id: str, *, by: Staff) -> Withdrawal:
    """Leave it to others; raises Refused when somebody else has it."""
    with transaction():
        withdrawal = _for_staff(withdrawal_id, by, APPROVE, REJECT)
        withdrawal.claimed_by = withdrawal.claimed_until = None
        withdrawal.version += 1
        player = withdrawal_steps.player_of(withdrawal)
        log.record(events.WithdrawalClaimReleased(target=withdrawal.outside_id, player=player))
    return withdrawal


def approve(withdrawal_id: str, decision: Decision, *, by: Staff) -> Withdrawal:
    """Let it be paid: a job asks the payment provider. Raises NotFound, Forbidden, Stale, or Refused."""
    with transaction():
        withdrawal = _for_staff(withdrawal_id, by, APPROVE, version=decision.version)
        protection.insist_on_payable(withdrawal.player_id)
        event = events.WithdrawalApproved(**withdrawal_steps.facts(withdrawal))
        withdrawal_steps.take(withdrawal, Step(State.APPROVED, Doer.named(by)), event)
        enqueue("submit_withdrawal", withdrawal_id=withdrawal_id)
    return withdrawal


def reject(withdrawal_id: str, decision: Decision, *, by: Staff) -> Withdrawal:
    """Give the amount back, for a reason; raises Invalid, NotFound, Forbidden, Stale, or Refused."""
    code, said = decision.reason_code, Reason(decision.reason_code, decision.reason_text)
    words = reasons.words(said, REASONS, code="reason_code", text="reason_text") or None
    with transaction():
        withdrawal = _for_staff(withdrawal_id, by, REJECT, version=decision.version)
        call_id = withdrawal_steps.give_back(withdrawal, reason=f"rejected: {code}", staff_id=by.id)
        event = events.WithdrawalRejected(**withdrawal_steps.facts(withdrawal), reason_code=code)
        withdrawal_steps.take(withdrawal, Step(State.REJECTED, Doer.named(by), code, words, call_id), event)
    return withdrawal


def _insist_on_applied(answer: ledger.Answer) -> None:
    """What the ledger refuses is undone with everything else: the refusal stands in the audit log."""
    if answer.outcome == "unknown_account":
        raise Invalid("The player has no wallet in this currency.", pointers={"/currency": "No wallet."})
    if answer.outcome != "applied":
        raise Refused(NOT_TAKEN.get(answer.outcome, f"The ledger did not take this withdrawal: {answer.outcome}."))


def _add(public_id: UUID, player: Player, provider: PaymentProvider, asked: Asked) -> Withdrawal:
    at = clock.now()
    profile = brands.profile_in_force(db.session.get_one(Brand, player.brand_id))
    row = insert(Withdrawal).values(
        public_id=public_id,
        brand_id=player.brand_id,
        player_id=player.id,
        payment_provider_id=provider.id,
        currency=asked.currency,
        amount=asked.amount_minor,
        due_at=at + timedelta(hours=profile.withdrawal_decision_hours),
        occurred_at=at,
    )
    return db.session.scalars(row.returning(Withdrawal)).one()


def _for_staff(withdrawal_id: str, by: Staff, *permissions: str, version: int | None = None) -> Withdrawal:
    """Locked, of a brand of theirs, still to be decided, the version they saw, and nobody else's to decide."""
    withdrawal = withdrawal_steps.held(withdrawal_id)
    scopes.insist(by, withdrawal.brand_id, *permissions, missing=NOT_THERE)
    withdrawal_steps.insist_on_request(withdrawal)
    if withdrawal.is_claimed(clock.now(), but_by=by.id):
        raise Refused(f"Somebody else is working on this withdrawal until {withdrawal.claimed_until:%H:%M} UTC.")
    withdrawal_steps.insist_on_version(withdrawal, version)
    return withdrawal
