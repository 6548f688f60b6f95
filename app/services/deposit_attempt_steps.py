"""How an attempt to deposit goes from one state to the next: locked, compared, written down with who told of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from app import clock
from app.areas.payments import events
from app.areas.payments.settings import ATTEMPT_LASTS
from app.audit import log, who
from app.errors import NotFound, Refused
from app.extensions import db
from app.ids import inside
from app.models.deposit_attempt import AttemptState, DepositAttempt, DepositAttemptStep
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.queries import settings
from app.security.api_keys import Client
from app.services import outbox

ANOTHERS = "This payment belongs to another attempt."
DECLINED_BEFORE = "The payment provider declined this payment before."
EVENTS = {
    AttemptState.STARTED: events.DepositAttemptStarted,
    AttemptState.CAPTURED: events.DepositAttemptCaptured,
    AttemptState.DECLINED: events.DepositAttemptDeclined,
    AttemptState.EXPIRED: events.DepositAttemptExpired,
}


@dataclass(frozen=True)
class Asked:
    """What is to be paid, by which of the payment provider's methods, in minor units."""

    method: str
    currency: str
    amount_minor: int


@dataclass(frozen=True)
class Step:
    """Where to, who tells of it (`kind` and `id` as the history names them), and of which payment."""

    to: AttemptState
    kind: str
    id: str
    external_id: str | None = None
    reason_code: str | None = None
    deposit: Deposit | None = None


def teller(by: Client | PaymentProvider) -> tuple[str, str]:
    """Who tells, by kind and id."""
    return ("api_key", str(by.api_key_id)) if isinstance(by, Client) else ("payment_provider", by.code)


def hold(provider: PaymentProvider, external_id: str) -> None:
    """Whoever tells of this payment does so one after the other, until their transactions end.

    Always the first lock: before the attempt's row, which comes before the player's wallet.
    """
    key = func.hashtextextended(f"payment {provider.id} {external_id}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))


def held(provider: PaymentProvider, external_id: str, reference: str = "") -> DepositAttempt | None:
    """The attempt that `reference` names, else the one this payment is of; locked. None: we know of none.

    Raises Refused when the payment is of another attempt than the named one.
    """
    of_payment = (DepositAttempt.payment_provider_id == provider.id, DepositAttempt.external_id == external_id)
    known = db.session.scalar(select(DepositAttempt.id).where(*of_payment))
    attempt_id = _named(reference) or known
    if known and attempt_id != known:
        raise Refused(ANOTHERS)
    found = select(DepositAttempt).where(DepositAttempt.id == attempt_id).with_for_update()
    return db.session.scalar(found.execution_options(populate_existing=True)) if attempt_id else None


def insist_on_brand(attempt: DepositAttempt, player: Player) -> None:
    """Raises Refused without a word of what differs: a tool of one brand learns nothing of another's attempts."""
    if attempt.brand_id != player.brand_id:
        raise Refused(ANOTHERS)


def insist_on_same(attempt: DepositAttempt, player: Player, provider: PaymentProvider, asked: Asked) -> None:
    """Raises Refused with what differs; the method may: players choose another one on the provider's own page."""
    ours_and_told = {
        "player": (attempt.player_id, player.id),
        "payment provider": (attempt.payment_provider_id, provider.id),
        "currency": (attempt.currency, asked.currency),
        "amount": (attempt.amount, asked.amount_minor),
    }
    differing = [f"another {name}" for name, (ours, told) in ours_and_told.items() if ours != told]
    if differing:
        raise Refused(f"Attempt {attempt.outside_id} was started for {' and '.join(differing)}.")


def is_declined(attempt: DepositAttempt, external_id: str) -> bool:
    """Whether the payment provider declined this very payment; another one for the same attempt is another matter."""
    declined = (
        DepositAttemptStep.deposit_attempt_id == attempt.id,
        DepositAttemptStep.to_state == AttemptState.DECLINED,
        DepositAttemptStep.external_id == external_id,
    )
    return db.session.scalar(select(DepositAttemptStep.id).where(*declined)) is not None


def begin(player: Player, provider: PaymentProvider, asked: Asked, step: Step) -> DepositAttempt:
    """Its first step, in the caller's transaction."""
    now = clock.now()
    row = insert(DepositAttempt).values(
        brand_id=player.brand_id,
        player_id=player.id,
        payment_provider_id=provider.id,
        method=asked.method,
        currency=asked.currency,
        amount=asked.amount_minor,
        expires_at=now + settings.value(ATTEMPT_LASTS),
        occurred_at=now,
        **_stated(step),
    )
    attempt = db.session.scalars(row.returning(DepositAttempt)).one()
    _write(attempt, step)
    return attempt


def take(attempt: DepositAttempt, step: Step) -> None:
    """The next step of a locked attempt, in the caller's transaction; the database refuses one that leads back."""
    for name, value in _stated(step).items():
        setattr(attempt, name, value)
    attempt.version += 1
    _write(attempt, step)


def ran_out(at: datetime, at_most: int) -> list[DepositAttempt]:
    """Those still open past their time, locked; whoever is being reported on just now is left for later."""
    past = (DepositAttempt.state == AttemptState.STARTED, DepositAttempt.expires_at <= at)
    rows = select(DepositAttempt).where(*past).order_by(DepositAttempt.expires_at).limit(at_most)
    return list(db.session.scalars(rows.with_for_update(skip_locked=True)))


def _named(reference: str) -> int | None:
    """A reference that is none of ours is the platform's own: the payment is told from others by its id."""
    try:
        public_id = inside("at", reference)
    except NotFound:
        return None
    return db.session.scalar(select(DepositAttempt.id).where(DepositAttempt.public_id == public_id))


def _stated(step: Step) -> dict[str, Any]:
    return {
        "state": step.to,
        "external_id": step.external_id,
        "reason_code": step.reason_code,
        "deposit_id": step.deposit.id if step.deposit else None,
    }


def _write(attempt: DepositAttempt, step: Step) -> None:
    """In its history, in the audit log, and to whoever wants to hear of it."""
    db.session.flush()
    db.session.add(
        DepositAttemptStep(
            deposit_attempt_id=attempt.id,
            version=attempt.version,
            to_state=step.to,
            by_kind=step.kind,
            by_id=step.id,
            external_id=step.external_id,
            reason_code=step.reason_code,
            request_id=who.request_id(),
        )
    )
    event = EVENTS[step.to](**_facts(attempt, step))
    log.record(event)
    outbox.tell(event.name, about=event.target, brand_id=attempt.brand_id, data=event.data())


def _facts(attempt: DepositAttempt, step: Step) -> dict[str, Any]:
    facts = {
        "target": attempt.outside_id,
        "player": db.session.get_one(Player, attempt.player_id).outside_id,
        "payment_provider": db.session.get_one(PaymentProvider, attempt.payment_provider_id).code,
        "method": attempt.method,
        "currency": attempt.currency,
        "amount_minor": attempt.amount,
    }
    facts |= {"deposit": step.deposit.outside_id} if step.deposit else {}
    return facts | ({"reason_code": step.reason_code} if step.reason_code else {})
