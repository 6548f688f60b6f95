"""Withdrawals at the payment provider: asked for by a job, and what the payment provider reports."""

from dataclasses import dataclass
from uuid import UUID

from app.areas.payments import events
from app.audit import who
from app.errors import Refused
from app.extensions import db, transaction
from app.models.payment import PaymentProvider
from app.models.withdrawal import GIVEN_BACK, State, Withdrawal
from app.psp import pretend
from app.services import ledger, withdrawal_steps
from app.services.withdrawal_steps import Doer, Step

ADAPTERS = {pretend.CODE: pretend.payout}


@dataclass(frozen=True)
class Reported:
    """What the payment provider says became of a payout; `external_id` is its own name for it."""

    withdrawal: str
    external_id: str
    currency: str
    amount_minor: int
    reason_code: str = ""


def submit(withdrawal_id: str) -> Withdrawal:
    """Ask the payment provider to pay an approved withdrawal; one that went further is left as it is."""
    with transaction():
        withdrawal = withdrawal_steps.held(withdrawal_id)
        if withdrawal.state == State.APPROVED:
            _submit(withdrawal)
    return withdrawal


def paid(reported: Reported, *, by: PaymentProvider) -> bool:
    """It was paid: the money leaves the ledger. False: that was known. Raises NotFound, or Refused."""
    with transaction():
        withdrawal = _reported(reported, by)
        if withdrawal.state == State.PAID:
            return False
        _insist_on_under_way(withdrawal)
        answer = ledger.withdrawal_release(
            withdrawal.outside_id,
            player_id=withdrawal.player_id,
            payment_provider_id=by.id,
            reason="paid",
            request_id=who.request_id(),
        )
        withdrawal_steps.insist_on_moved(answer)
        event = events.WithdrawalPaid(**withdrawal_steps.facts(withdrawal))
        withdrawal_steps.take(withdrawal, _step(State.PAID, reported, by, answer.call_id), event)
    return True


def failed(reported: Reported, *, by: PaymentProvider) -> bool:
    """It was not paid: the player has the money again. False: that was known. Raises NotFound, or Refused."""
    with transaction():
        withdrawal = _reported(reported, by)
        if withdrawal.state == State.FAILED:
            return False
        _insist_on_under_way(withdrawal)
        call_id = withdrawal_steps.give_back(withdrawal, reason=f"failed: {reported.reason_code}")
        event = events.WithdrawalFailed(**withdrawal_steps.facts(withdrawal), reason_code=reported.reason_code)
        withdrawal_steps.take(withdrawal, _step(State.FAILED, reported, by, call_id), event)
    return True


def _submit(withdrawal: Withdrawal) -> None:
    provider = db.session.get_one(PaymentProvider, withdrawal.payment_provider_id)
    asked = ADAPTERS[provider.code](
        reference=withdrawal.outside_id, currency=withdrawal.currency, amount_minor=withdrawal.amount
    )
    event = events.WithdrawalSubmitted(**withdrawal_steps.facts(withdrawal), payment_provider=provider.code)
    step = Step(State.SUBMITTED, Doer("system", ""), external_id=asked.external_id)
    withdrawal_steps.take(withdrawal, step, event)


def _step(to: State, reported: Reported, by: PaymentProvider, call_id: UUID) -> Step:
    doer, reason = Doer("payment_provider", by.code), reported.reason_code or None
    return Step(to, doer, reason_code=reason, call_id=call_id, external_id=reported.external_id)


def _reported(reported: Reported, by: PaymentProvider) -> Withdrawal:
    """Locked, and the one we asked to be paid, in provider, payout, currency and amount."""
    withdrawal = withdrawal_steps.held(reported.withdrawal)
    told = (by.id, reported.external_id, reported.currency, reported.amount_minor)
    external_id = withdrawal.external_id or reported.external_id
    if told != (withdrawal.payment_provider_id, external_id, withdrawal.currency, withdrawal.amount):
        raise Refused("What the payment provider reports is not what it was asked to pay.")
    return withdrawal


def _insist_on_under_way(withdrawal: Withdrawal) -> None:
    if withdrawal.state in (State.REQUESTED, State.PAID, *GIVEN_BACK):
        raise Refused(f"The payment provider reports on a withdrawal that is {withdrawal.state}.")
