"""Adjustments as staff read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.ids import outside
from app.models.adjustment import Adjustment
from app.models.ledger import Currency
from app.models.player import Player
from app.models.staff import Staff
from app.money import Currency as MoneyCurrency
from app.money import Money
from app.queries.keyset import AnyRow, Page, Window, counted, turned, windowed

Brands = Collection[int] | None  # None: every brand


@dataclass(frozen=True)
class SeenAdjustment:
    """One adjustment; `amount` below zero was taken from the player."""

    public_id: UUID
    player: str
    purse: str
    amount: Money
    state: str
    reason_code: str
    reason_text: str | None
    decided_by: str | None
    entry: str
    occurred_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("aj", self.public_id)


def listed(window: Window, brands: Brands) -> Page[SeenAdjustment]:
    """One page, newest first: two queries."""
    query = select(Adjustment)
    query = query if brands is None else query.where(Adjustment.brand_id.in_(brands))
    found = aliased(Adjustment, windowed(query, Adjustment.public_id, window).subquery())
    rows = db.session.execute(
        select(found, Player.public_id, Currency.exponent, Staff.name)
        .join(Player, Player.id == found.player_id)
        .join(Currency, Currency.code == found.currency)
        .outerjoin(Staff, Staff.id == found.decided_by)
    )
    seen = sorted((_seen(row) for row in rows), key=lambda each: each.public_id, reverse=window.before is None)
    return turned(seen, [each.public_id for each in seen], window, counted(query))


def _seen(row: AnyRow) -> SeenAdjustment:
    made, player, exponent, staff = row
    return SeenAdjustment(
        public_id=made.public_id,
        player=outside("pl", player),
        purse=made.purse,
        amount=Money(made.amount, MoneyCurrency(made.currency, exponent)),
        state=made.state,
        reason_code=made.reason_code,
        reason_text=made.reason_text,
        decided_by=staff,
        entry=outside("ca", made.call_id) if made.call_id else "",
        occurred_at=made.occurred_at,
    )
