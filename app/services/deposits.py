"""Deposits: money comes in through a payment provider, once for each of its identifiers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.areas.api.events import AnswerRepeated
from app.areas.payments import events
from app.audit import log, who
from app.errors import Refused
from app.extensions import db, transaction
from app.models.deposit_attempt import AttemptState, DepositAttempt
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.psp import pretend
from app.security.api_keys import Client
from app.services import deposit_attempt_steps, ledger, outbox, payment_dealings, players
from app.services.deposit_attempt_steps import Asked, Step, teller

TAKEN = "This identifier of the payment provider belongs to another deposit."


@dataclass(frozen=True)
class Payment:
    """What the payment provider was asked to take, in minor units."""

    payment_provider: str
    external_id: str
    currency: str
    amount_minor: int


@dataclass(frozen=True)
class Credited:
    """The deposit, the player's cash after it in minor units, and whether it came about just now."""

    deposit: Deposit
    cash_minor: int
    is_news: bool


def capture(player_id: str, payment: Payment, *, by: Client) -> tuple[Deposit, int]:
    """Credit a captured payment; returns it and the player's cash after it, in minor units.

    A repetition finds the deposit that stands; an attempt that was started with this identifier is captured by it.
    Raises NotFound, Invalid, or Refused (same identifier, other payment; declined by the payment provider).
    """
    with transaction():
        player = players.find(player_id, by=by)
        provider = payment_dealings.provider_named(payment.payment_provider)
        deposit_attempt_steps.hold(provider, payment.external_id)
        attempt = _attempt_of(player, provider, payment)
        credited = credit(player, provider, payment)
        if not credited.is_news:
            log.record(AnswerRepeated(status=201))
        elif attempt is not None:
            step = Step(AttemptState.CAPTURED, *teller(by), payment.external_id, deposit=credited.deposit)
            deposit_attempt_steps.take(attempt, step)
    return credited.deposit, credited.cash_minor


def credit(player: Player, provider: PaymentProvider, payment: Payment) -> Credited:
    """Credit it once, whoever tells of it, in the transaction of a caller who holds the payment; records and tells it.

    Raises Invalid, or Refused.
    """
    payment_dealings.insist(player, provider, payment.currency)
    captured = payment_dealings.PROVIDERS[provider.code](
        external_id=payment.external_id, currency=payment.currency, amount_minor=payment.amount_minor
    )
    now = clock.now()
    answer = _credit(player, provider, captured, now)
    state = "diverted" if answer.outcome == "diverted" else "captured"
    deposit = standing(provider, captured.external_id) or _add(player, provider, captured, now, state)
    if not answer.replayed:
        log.record(_event(player, provider, deposit))
        _tell(player, provider, deposit)
    return Credited(deposit, answer.cash_after or 0, is_news=not answer.replayed)


def standing(provider: PaymentProvider, external_id: str) -> Deposit | None:
    """The deposit of this identifier, if there is one."""
    return db.session.scalar(
        select(Deposit).where(Deposit.payment_provider_id == provider.id, Deposit.external_id == external_id)
    )


def _attempt_of(player: Player, provider: PaymentProvider, payment: Payment) -> DepositAttempt | None:
    """Locked, and what is captured now; raises Refused when it is not, or when its payment was declined."""
    attempt = deposit_attempt_steps.held(provider, payment.external_id)
    if attempt is not None:
        deposit_attempt_steps.insist_on_brand(attempt, player)
        asked = Asked(attempt.method, payment.currency, payment.amount_minor)
        deposit_attempt_steps.insist_on_same(attempt, player, provider, asked)
        if deposit_attempt_steps.is_declined(attempt, payment.external_id):
            raise Refused(deposit_attempt_steps.DECLINED_BEFORE)
    return attempt


def _credit(player: Player, provider: PaymentProvider, captured: pretend.Captured, at: datetime) -> ledger.Answer:
    """What the ledger refuses is undone with everything else: the refusal stands in the audit log."""
    answer = ledger.deposit(
        provider.id,
        captured.external_id,
        player_id=player.id,
        currency=captured.currency,
        amount=captured.amount_minor,
        occurred_at=at,
        request_id=who.request_id(),
    )
    if answer.outcome == "conflict":
        raise Refused(TAKEN)
    if answer.outcome not in ("applied", "diverted"):
        raise Refused(f"The ledger did not take this deposit: {answer.outcome}.")
    return answer


def _add(player: Player, provider: PaymentProvider, captured: pretend.Captured, at: datetime, state: str) -> Deposit:
    deposit = Deposit(
        brand_id=player.brand_id,
        player_id=player.id,
        payment_provider_id=provider.id,
        external_id=captured.external_id,
        currency=captured.currency,
        amount=captured.amount_minor,
        state=state,
        occurred_at=at,
    )
    db.session.add(deposit)
    db.session.flush()
    return deposit


def _event(player: Player, provider: PaymentProvider, deposit: Deposit) -> events.DepositCaptured:
    return events.DepositCaptured(
        target=player.outside_id,
        deposit=deposit.outside_id,
        payment_provider=provider.code,
        currency=deposit.currency,
        amount_minor=deposit.amount,
        state=deposit.state,
    )


def _tell(player: Player, provider: PaymentProvider, deposit: Deposit) -> None:
    data = {
        "player": player.outside_id,
        "payment_provider": provider.code,
        "currency": deposit.currency,
        "amount_minor": deposit.amount,
        "state": deposit.state,
    }
    outbox.tell("deposit.captured", about=deposit.outside_id, brand_id=deposit.brand_id, data=data)
