"""Deposits: money comes in through a payment provider, once for each of its identifiers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app import clock
from app.areas.api.events import AnswerRepeated
from app.areas.payments import events
from app.audit import log, who
from app.errors import Invalid, Refused
from app.extensions import db, transaction
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.psp import pretend
from app.security.api_keys import Client
from app.services import ledger, outbox, players

PROVIDERS = {pretend.CODE: pretend.capture}
TAKEN = "This identifier of the payment provider belongs to another deposit."


@dataclass(frozen=True)
class Payment:
    """What the payment provider was asked to take, in minor units."""

    payment_provider: str
    external_id: str
    currency: str
    amount_minor: int


def capture(player_id: str, payment: Payment, *, by: Client) -> tuple[Deposit, int]:
    """Credit a captured payment; returns it and the player's cash after it, in minor units.

    A repetition finds the deposit that stands. Raises NotFound, Invalid, or Refused (same identifier, other payment).
    """
    with transaction():
        player = players.find(player_id, by=by)
        provider = _provider(payment.payment_provider)
        captured = PROVIDERS[provider.code](
            external_id=payment.external_id, currency=payment.currency, amount_minor=payment.amount_minor
        )
        now = clock.now()
        answer = _credit(player, provider, captured, now)
        state = "diverted" if answer.outcome == "diverted" else "captured"
        deposit = _standing(provider, captured) or _add(player, provider, captured, now, state)
        if answer.replayed:
            log.record(AnswerRepeated(status=201))
        else:
            log.record(_event(player, provider, deposit))
            _tell(player, provider, deposit)
    return deposit, answer.cash_after or 0


def _provider(code: str) -> PaymentProvider:
    provider = db.session.scalar(select(PaymentProvider).where(PaymentProvider.code == code))
    if provider is None or code not in PROVIDERS:
        raise Invalid("There is no such payment provider.", pointers={"/payment_provider": "Not one of ours."})
    return provider


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
    if answer.outcome == "unknown_account":
        raise Invalid("The player has no wallet in this currency.", pointers={"/currency": "No wallet."})
    if answer.outcome == "conflict":
        raise Refused(TAKEN)
    if answer.outcome not in ("applied", "diverted"):
        raise Refused(f"The ledger did not take this deposit: {answer.outcome}.")
    return answer


def _standing(provider: PaymentProvider, captured: pretend.Captured) -> Deposit | None:
    return db.session.scalar(
        select(Deposit).where(Deposit.payment_provider_id == provider.id, Deposit.external_id == captured.external_id)
    )


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
