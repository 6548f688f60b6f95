"""What payment providers report of deposits: captured is credited once, whoever tells it first; declined is noted."""

from dataclasses import dataclass

from sqlalchemy import select

from app.errors import NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.deposit_attempt import AttemptState, DepositAttempt
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.services import deposit_attempt_steps, deposits, payment_dealings
from app.services.deposit_attempt_steps import Asked, Step, teller
from app.services.deposits import Payment


@dataclass(frozen=True)
class Reported:
    """What the payment provider says became of a payment; `external_id` is its own name for it.

    `attempt` and `player` are our names for what was paid, and by whom: one of them it must know.
    """

    attempt: str
    player: str
    external_id: str
    method: str
    currency: str
    amount_minor: int
    reason_code: str = ""

    @property
    def asked(self) -> Asked:
        return Asked(self.method, self.currency, self.amount_minor)


def captured(reported: Reported, *, by: PaymentProvider) -> bool:
    """It was paid: the player has the money, or is owed it. False: all of that was known. Raises NotFound, Refused."""
    with transaction():
        attempt, player = _about(reported, by)
        if attempt is not None:
            _insist_on_this_payment(attempt, reported)
        payment = Payment(by.code, reported.external_id, reported.currency, reported.amount_minor)
        credited = deposits.credit(player, by, payment)
        if attempt is not None and attempt.state == AttemptState.CAPTURED:
            return credited.is_news
        step = Step(AttemptState.CAPTURED, *teller(by), reported.external_id, deposit=credited.deposit)
        _note(attempt, player, by, reported, step)
    return True


def declined(reported: Reported, *, by: PaymentProvider) -> bool:
    """Nothing was taken. False: known, or another payment has made it good. Raises NotFound, or Refused."""
    with transaction():
        attempt, player = _about(reported, by)
        if deposits.standing(by, reported.external_id) is not None:
            raise Refused("The payment provider declines a payment that is a deposit here.")
        if attempt is not None and _needs_no_decline(attempt, reported):
            return False
        step = Step(AttemptState.DECLINED, *teller(by), reported.external_id, reported.reason_code)
        _note(attempt, player, by, reported, step)
    return True


def _about(reported: Reported, by: PaymentProvider) -> tuple[DepositAttempt | None, Player]:
    """The attempt, locked, where we know of one, and whose payment it is; raises when it is not what was started."""
    deposit_attempt_steps.hold(by, reported.external_id)
    attempt = deposit_attempt_steps.held(by, reported.external_id, reported.attempt)
    if attempt is None:
        player = _player(reported.player)
        payment_dealings.insist(player, by, reported.currency)
        return None, player
    player = _player(reported.player) if reported.player else db.session.get_one(Player, attempt.player_id)
    deposit_attempt_steps.insist_on_same(attempt, player, by, reported.asked)
    return attempt, player


def _player(outside_id: str) -> Player:
    if not outside_id:
        raise Refused("The payment provider names neither an attempt nor a player of ours.")
    player = db.session.scalar(select(Player).where(Player.public_id == inside("pl", outside_id)))
    if player is None:
        raise NotFound("There is no such player.")
    return player


def _insist_on_this_payment(attempt: DepositAttempt, reported: Reported) -> None:
    """Paid twice for one attempt, or captured after all: people look at that before money moves."""
    if attempt.state == AttemptState.CAPTURED and attempt.external_id != reported.external_id:
        raise Refused(f"Attempt {attempt.outside_id} was captured by another payment.")
    if deposit_attempt_steps.is_declined(attempt, reported.external_id):
        raise Refused(deposit_attempt_steps.DECLINED_BEFORE)


def _needs_no_decline(attempt: DepositAttempt, reported: Reported) -> bool:
    is_known = deposit_attempt_steps.is_declined(attempt, reported.external_id)
    return is_known or attempt.state == AttemptState.CAPTURED


def _note(attempt: DepositAttempt | None, player: Player, by: PaymentProvider, reported: Reported, step: Step) -> None:
    """What was not started on our side begins with the report."""
    if attempt is None:
        deposit_attempt_steps.begin(player, by, reported.asked, step)
    else:
        deposit_attempt_steps.take(attempt, step)
