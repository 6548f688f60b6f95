"""Adjustments as staff read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select, text

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.adjustment import Adjustment
from app.models.brand import Brand
from app.models.ledger import Currency
from app.models.player import Player
from app.models.staff import Staff
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries import actors
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Condition, Page, Window, counted, turned, windowed
from app.queries.reach import Brands

FOUND = found_of(Adjustment)
NAMES = (
    select(FOUND, Player.public_id, Brand.name, Currency.exponent, Staff.name)
    .join(Player, Player.id == FOUND.player_id)
    .join(Brand, Brand.id == FOUND.brand_id)
    .join(Currency, Currency.code == FOUND.currency)
    .outerjoin(Staff, Staff.id == FOUND.decided_by)
)


@dataclass(frozen=True)
class SeenAdjustment:
    """One adjustment; `amount` below zero was taken from the player."""

    public_id: UUID
    player_public_id: UUID
    brand_id: int
    brand: str
    purse: str
    amount: Money
    state: str
    version: int
    asked_by: str | None
    reason_code: str
    reason_text: str | None
    decided_by: str | None
    decided_at: datetime | None
    decision_text: str | None
    entry: str
    occurred_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("aj", self.public_id)

    @property
    def player(self) -> str:
        return outside("pl", self.player_public_id)


def listed(
    conditions: Sequence[Condition], window: Window, brands: Brands, *, oldest_first: bool = False
) -> Page[SeenAdjustment]:
    """One page, newest first unless told otherwise: two queries at most."""
    query = _of(brands).where(*conditions)
    rows = with_names(NAMES, windowed(query, Adjustment.public_id, window, newest_first=not oldest_first))
    found = [seen(row) for row in db.session.execute(rows)]
    found.sort(key=lambda each: each.public_id, reverse=oldest_first == (window.before is not None))
    return turned(found, [each.public_id for each in found], window, query)


def total(conditions: Sequence[Condition], brands: Brands) -> str:
    """How many meet these, counted to the cap: “312”, “10,000+”."""
    return Page[SeenAdjustment]((), total=counted(_of(brands).where(*conditions))).total_text


def exported(conditions: Sequence[Condition], brands: Brands) -> AnySelect:
    """Every adjustment that meets these, newest first, to be streamed and read by `seen`."""
    return with_names(NAMES, _of(brands).where(*conditions)).order_by(text("public_id desc"))


def one(public_id: UUID, brands: Brands) -> SeenAdjustment:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(with_names(NAMES, _of(brands).where(Adjustment.public_id == public_id))).one_or_none()
    if row is None:
        raise NotFound("There is no such adjustment, or it belongs to a brand that is not yours.")
    return seen(row)


def in_state(state: str) -> Condition:
    return Adjustment.state == state


def in_direction(name: str) -> Condition:
    return Adjustment.amount > 0 if name == "credit" else Adjustment.amount < 0


def of_purse(purse: str) -> Condition:
    return Adjustment.purse == purse


def for_reason(code: str) -> Condition:
    return Adjustment.reason_code == code


def of_player(public_id: UUID) -> Condition:
    return Adjustment.player_id == select(Player.id).where(Player.public_id == public_id).scalar_subquery()


def _of(brands: Brands) -> AnySelect:
    query = select(Adjustment)
    return query if brands is None else query.where(Adjustment.brand_id.in_(brands))


def seen(row: AnyRow) -> SeenAdjustment:
    made, player, brand, exponent, staff = row
    kind = made.requested_by_kind
    return SeenAdjustment(
        public_id=made.public_id,
        player_public_id=player,
        brand_id=made.brand_id,
        brand=brand,
        purse=made.purse,
        amount=Money(made.amount, MoneyCurrency(made.currency, exponent)),
        state=made.state,
        version=made.version,
        asked_by=staff if kind == "staff" else actors.called(kind, made.requested_by_id, {}),
        reason_code=made.reason_code,
        reason_text=made.reason_text,
        decided_by=staff,
        decided_at=made.decided_at,
        decision_text=made.decision_text,
        entry=outside("ca", made.call_id) if made.call_id else "",
        occurred_at=made.occurred_at,
    )
