"""Withdrawals as staff read them: lists newest first, single ones, and their steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select, text
from sqlalchemy.orm import aliased

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.ledger import Currency as LedgerCurrency
from app.models.payment import PaymentProvider
from app.models.player import Player
from app.models.staff import Staff
from app.models.withdrawal import State, Withdrawal, WithdrawalStep
from app.money import Currency, Money
from app.queries import staff_names
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, search, turned, windowed
from app.queries.reach import Brands

Conditions = Sequence[SQLColumnExpression[bool]]
BY_TIME_LEFT, OLDEST_FIRST, NEWEST_FIRST = ORDERS = "due_at, public_id", "public_id", "public_id desc"
FOUND = found_of(Withdrawal)
CLAIMER, DECIDER = aliased(Staff), aliased(Staff)
NAMES = (
    select(FOUND, Player.public_id, Brand.name, PaymentProvider.name, LedgerCurrency.exponent)
    .add_columns(CLAIMER.name, DECIDER.name)
    .join(Player, Player.id == FOUND.player_id)
    .join(Brand, Brand.id == FOUND.brand_id)
    .join(PaymentProvider, PaymentProvider.id == FOUND.payment_provider_id)
    .join(LedgerCurrency, LedgerCurrency.code == FOUND.currency)
    .outerjoin(CLAIMER, CLAIMER.id == FOUND.claimed_by)
    .outerjoin(DECIDER, DECIDER.id == FOUND.decided_by)
)


@dataclass(frozen=True)
class SeenWithdrawal:
    """One withdrawal, with the names of all it touches."""

    row_id: int
    public_id: UUID
    player_id: int
    player: str
    brand_id: int
    brand: str
    payment_provider: str
    payment_provider_id: int
    external_id: str | None
    amount: Money
    state: State
    version: int
    claimed_by_id: int | None
    claimed_by: str | None
    claimed_until: datetime | None
    decided_by: str | None
    decided_at: datetime | None
    reason_code: str | None
    reason_text: str | None
    due_at: datetime
    occurred_at: datetime
    recorded_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("wd", self.public_id)

    @property
    def awaits_decision(self) -> bool:
        return self.state == State.REQUESTED

    def is_claimed(self, at: datetime) -> bool:
        return self.claimed_until is not None and self.claimed_until > at


@dataclass(frozen=True)
class SeenStep:
    """One step of its history; `by` is the name of a staff member, else who it was by kind and id."""

    from_state: str | None
    to_state: str
    by_kind: str
    by: str
    reason_code: str | None
    reason_text: str | None
    call_id: str | None
    request_id: str | None
    recorded_at: datetime


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool) -> Page[SeenWithdrawal]:
    """One page of the withdrawals that are sought, newest first unless told otherwise: four queries at most."""
    searched = search(of_brands(brands), Withdrawal.public_id, sought, window, newest_first=not oldest_first)
    rows = named(windowed(searched.query, Withdrawal.public_id, window, newest_first=not oldest_first))
    rows.sort(key=lambda each: each.public_id, reverse=oldest_first == (window.before is not None))
    return turned(rows, [each.public_id for each in rows], window, searched.counting, searched)


def one(public_id: UUID, brands: Brands) -> SeenWithdrawal:
    """Raises NotFound when there is none, or none of these brands."""
    rows = named(of_brands(brands).where(Withdrawal.public_id == public_id))
    if not rows:
        raise NotFound("There is no such withdrawal, or it belongs to a brand that is not yours.")
    return rows[0]


def with_reference(text: str, brands: Brands) -> list[SeenWithdrawal]:
    """What payment providers call so: at most one of each."""
    of_any = Withdrawal.payment_provider_id.in_(select(PaymentProvider.id))  # so that the key leads there
    return named(of_brands(brands).where(of_any, Withdrawal.external_id == text))


def exported(asked: tuple[Conditions, str], brands: Brands) -> AnySelect:
    """Every withdrawal that meets all conditions, by one of ORDERS, to be streamed and read by `seen`."""
    conditions, order = asked
    return with_names(NAMES, of_brands(brands).where(*conditions)).order_by(text(order))


def steps(withdrawal: SeenWithdrawal) -> list[SeenStep]:
    """Its history, oldest first: two queries."""
    history = select(WithdrawalStep).where(WithdrawalStep.withdrawal_id == withdrawal.row_id)
    found = db.session.scalars(history.order_by(WithdrawalStep.version)).all()
    names = staff_names.named(step.by_id for step in found if step.by_kind == "staff")
    return [_step(step, names.get(step.by_id, step.by_id)) for step in found]


def newest() -> UUID:
    """The highest id there is, of whichever brand: whatever comes later has a higher one."""
    found = db.session.scalar(select(Withdrawal.public_id).order_by(Withdrawal.public_id.desc()).limit(1))
    return found or UUID(int=0)


def of_brands(brands: Brands) -> AnySelect:
    """Every withdrawal of these brands."""
    query = select(Withdrawal)
    return query if brands is None else query.where(Withdrawal.brand_id.in_(brands))


def named(query: AnySelect) -> list[SeenWithdrawal]:
    """The withdrawals `query` finds, with the names of all they touch."""
    return [seen(row) for row in db.session.execute(with_names(NAMES, query))]


def seen(row: AnyRow) -> SeenWithdrawal:
    asked, player, brand, provider, exponent, claimer, decider = row
    return SeenWithdrawal(
        row_id=asked.id,
        public_id=asked.public_id,
        player_id=asked.player_id,
        player=outside("pl", player),
        brand_id=asked.brand_id,
        brand=brand,
        payment_provider=provider,
        payment_provider_id=asked.payment_provider_id,
        external_id=asked.external_id,
        amount=Money(asked.amount, Currency(asked.currency, exponent)),
        state=State(asked.state),
        version=asked.version,
        claimed_by_id=asked.claimed_by,
        claimed_by=claimer,
        claimed_until=asked.claimed_until,
        decided_by=decider,
        decided_at=asked.decided_at,
        reason_code=asked.reason_code,
        reason_text=asked.reason_text,
        due_at=asked.due_at,
        occurred_at=asked.occurred_at,
        recorded_at=asked.recorded_at,
    )


def _step(step: WithdrawalStep, by: str) -> SeenStep:
    return SeenStep(
        from_state=step.from_state,
        to_state=step.to_state,
        by_kind=step.by_kind,
        by=by,
        reason_code=step.reason_code,
        reason_text=step.reason_text,
        call_id=outside("ca", step.call_id) if step.call_id else None,
        request_id=outside("rq", step.request_id) if step.request_id else None,
        recorded_at=step.recorded_at,
    )
