"""Attempts to deposit as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from sqlalchemy import SQLColumnExpression, or_, select, text

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.deposit_attempt import AttemptState, DepositAttempt, DepositAttemptStep
from app.models.ledger import Currency as LedgerCurrency
from app.models.payment import Deposit, PaymentProvider
from app.models.player import Player
from app.money import Currency, Money
from app.queries.deposits import SeenDeposit
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, counted, lowest, search, turned, windowed
from app.queries.reach import Brands

BEFORE = timedelta(hours=1)  # tries that belong together
MOST_TRIES = 10
FOUND = found_of(DepositAttempt)
NAMES = (
    select(FOUND, Player.public_id, PaymentProvider.name, Brand.name, LedgerCurrency.exponent, Deposit.public_id)
    .join(Player, Player.id == FOUND.player_id)
    .join(PaymentProvider, PaymentProvider.id == FOUND.payment_provider_id)
    .join(Brand, Brand.id == FOUND.brand_id)
    .join(LedgerCurrency, LedgerCurrency.code == FOUND.currency)
    .outerjoin(Deposit, Deposit.id == FOUND.deposit_id)
)


@dataclass(frozen=True)
class SeenAttempt:
    """One attempt, with the names of all it touches."""

    row_id: int
    public_id: UUID
    brand_id: int
    brand: str
    player: str
    provider: str
    provider_id: int
    method: str
    external_id: str | None
    amount: Money
    state: AttemptState
    reason_code: str | None
    deposit: str | None
    expires_at: datetime
    occurred_at: datetime
    recorded_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("at", self.public_id)


@dataclass(frozen=True)
class SeenStep:
    """One step of an attempt's history."""

    to_state: str
    by_kind: str
    external_id: str | None
    reason_code: str | None
    recorded_at: datetime


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool = False) -> Page[SeenAttempt]:
    """One page of the attempts sought, newest first unless told otherwise: two queries at most, four in a search."""
    searched = search(_of(brands), DepositAttempt.public_id, sought, window, newest_first=not oldest_first)
    found = _read(windowed(searched.query, DepositAttempt.public_id, window, newest_first=not oldest_first))
    found.sort(key=lambda each: each.public_id, reverse=oldest_first == (window.before is not None))
    return turned(found, [each.public_id for each in found], window, searched.counting, searched)


def total(sought: Sought, brands: Brands) -> str:
    """How many are sought, counted to the cap: “312”, “10,000+”."""
    searched = search(_of(brands), DepositAttempt.public_id, sought, Window())
    return Page[SeenAttempt]((), total=counted(searched.counting), is_more=searched.is_more).total_text


def one(public_id: UUID, brands: Brands) -> SeenAttempt:
    """Raises NotFound when there is none, or none of these brands."""
    found = _read(_of(brands).where(DepositAttempt.public_id == public_id))
    if not found:
        raise NotFound("There is no such attempt, or it belongs to a brand that is not yours.")
    return found[0]


def behind(deposit: SeenDeposit) -> list[SeenAttempt]:
    """The attempt that became this deposit, and what the player tried in vain in the hour before; newest first."""
    mine, at = DepositAttempt.player_id == deposit.player_id, deposit.occurred_at
    in_vain = DepositAttempt.deposit_id.is_(None) & (DepositAttempt.public_id >= lowest(at - BEFORE))
    earlier = in_vain & (DepositAttempt.occurred_at <= at)
    tries = select(DepositAttempt).where(mine, or_(DepositAttempt.deposit_id == deposit.row_id, earlier))
    found = _read(tries.order_by(DepositAttempt.public_id.desc()).limit(MOST_TRIES))
    return sorted(found, key=lambda each: each.public_id, reverse=True)


def steps(row_ids: Sequence[int]) -> list[SeenStep]:
    """The history of these attempts, newest first: one query."""
    history = select(DepositAttemptStep).where(DepositAttemptStep.deposit_attempt_id.in_(row_ids))
    return [
        SeenStep(step.to_state, step.by_kind, step.external_id, step.reason_code, step.recorded_at)
        for step in db.session.scalars(history.order_by(DepositAttemptStep.id.desc()))
    ]


def exported(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> AnySelect:
    """Every attempt that meets all `conditions`, newest first, to be streamed and read by `seen`."""
    return with_names(NAMES, _of(brands).where(*conditions)).order_by(text("public_id desc"))


def _of(brands: Brands) -> AnySelect:
    query = select(DepositAttempt)
    return query if brands is None else query.where(DepositAttempt.brand_id.in_(brands))


def _read(query: AnySelect) -> list[SeenAttempt]:
    return [seen(row) for row in db.session.execute(with_names(NAMES, query))]


def seen(row: AnyRow) -> SeenAttempt:
    tried, player, provider, brand, exponent, deposit = row
    return SeenAttempt(
        row_id=tried.id,
        public_id=tried.public_id,
        brand_id=tried.brand_id,
        brand=brand,
        player=outside("pl", player),
        provider=provider,
        provider_id=tried.payment_provider_id,
        method=tried.method,
        external_id=tried.external_id,
        amount=Money(tried.amount, Currency(tried.currency, exponent)),
        state=AttemptState(tried.state),
        reason_code=tried.reason_code,
        deposit=outside("dp", deposit) if deposit else None,
        expires_at=tried.expires_at,
        occurred_at=tried.occurred_at,
        recorded_at=tried.recorded_at,
    )
