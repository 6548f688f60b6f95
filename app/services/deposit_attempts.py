"""Attempts to deposit, started on our side; what became of them is the payment provider's to tell."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app import clock
from app.areas.api.events import AnswerRepeated
from app.audit import log
from app.errors import Refused
from app.extensions import db, transaction
from app.models.deposit_attempt import AttemptState, DepositAttempt
from app.models.ledger import Account
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.security.api_keys import Client
from app.services import deposit_attempt_steps, deposits, payment_dealings, players
from app.services.deposit_attempt_steps import Asked, Step, teller

NOT_NOW = "This player may not deposit: excluded, closed, suspended or restricted."
EXPIRY = Step(AttemptState.EXPIRED, "system", "")


@dataclass(frozen=True)
class Wanted:
    """What a player is about to pay, in minor units; `external_id` once the payment provider has a name for it."""

    payment_provider: str
    method: str
    currency: str
    amount_minor: int
    external_id: str | None = None

    @property
    def asked(self) -> Asked:
        return Asked(self.method, self.currency, self.amount_minor)


def start(player_id: str, wanted: Wanted, *, by: Client) -> DepositAttempt:
    """Note what is about to be paid; nothing moves. What was reported of this payment before belongs to the attempt.

    A repetition finds the attempt that stands. Raises NotFound, Invalid, or Refused (excluded, another payment's id).
    """
    with transaction():
        player = players.find(player_id, by=by)
        provider = payment_dealings.provider_named(wanted.payment_provider)
        payment_dealings.insist(player, provider, wanted.currency)
        standing = _standing(player, provider, wanted) if wanted.external_id else None
        if standing is not None:
            log.record(AnswerRepeated(status=201))
            return standing
        return deposit_attempt_steps.begin(player, provider, wanted.asked, _first_step(player, provider, wanted, by))


def expire(at_most: int) -> int:
    """End those that nobody reported on in time; returns how many, fewer than asked when none are left."""
    with transaction():
        late = deposit_attempt_steps.ran_out(clock.now(), at_most)
        for attempt in late:
            deposit_attempt_steps.take(attempt, EXPIRY)
    return len(late)


def _standing(player: Player, provider: PaymentProvider, wanted: Wanted) -> DepositAttempt | None:
    deposit_attempt_steps.hold(provider, wanted.external_id or "")
    standing = deposit_attempt_steps.held(provider, wanted.external_id or "")
    if standing is not None:
        deposit_attempt_steps.insist_on_brand(standing, player)
        deposit_attempt_steps.insist_on_same(standing, player, provider, wanted.asked)
    return standing


def _first_step(player: Player, provider: PaymentProvider, wanted: Wanted, by: Client) -> Step:
    """Captured at once when the payment is a deposit already: it was quicker than its attempt."""
    deposit = deposits.standing(provider, wanted.external_id) if wanted.external_id else None
    if deposit is None:
        _insist_on_right_to_deposit(player)
        return Step(AttemptState.STARTED, *teller(by), wanted.external_id)
    if (deposit.player_id, deposit.currency, deposit.amount) != (player.id, wanted.currency, wanted.amount_minor):
        raise Refused(deposits.TAKEN)
    return Step(AttemptState.CAPTURED, *teller(by), deposit.external_id, deposit=deposit)


def _insist_on_right_to_deposit(player: Player) -> None:
    barred = select(Account.account_id).where(Account.player_id == player.id, Account.excluded | Account.closed)
    kept = select(func.is_kept_from(player.id, "deposits"))
    if player.status == "suspended" or db.session.scalar(kept) or db.session.scalar(barred.limit(1)):
        raise Refused(NOT_NOW)
