"""What happened lately, as other systems are told of it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models.brand import Brand
from app.models.ledger import Currency as LedgerCurrency
from app.models.outbox import OutboxMessage
from app.money import Currency, Money

MOST = 12


@dataclass(frozen=True)
class Happening:
    """One thing: what became of what, how much it was about if it was about money, and when."""

    type: str
    about: str
    amount: Money | None
    occurred_at: datetime


def newest(brands: Collection[int] | None, brand: str = "") -> list[Happening]:
    """The latest of these brands, or of the one with this code, newest first: one query."""
    exponents = select(func.jsonb_object_agg(LedgerCurrency.code, LedgerCurrency.exponent)).scalar_subquery()
    query = select(OutboxMessage, exponents).order_by(OutboxMessage.id.desc()).limit(MOST)
    query = query if brands is None else query.where(OutboxMessage.brand_id.in_(brands))
    if brand:
        query = query.where(OutboxMessage.brand_id == select(Brand.id).where(Brand.code == brand).scalar_subquery())
    return [_seen(*row) for row in db.session.execute(query)]


def _seen(message: OutboxMessage, exponents: dict[str, int]) -> Happening:
    data = json.loads(message.data)
    code, minor = data.get("currency"), data.get("amount_minor")
    amount = Money(minor, Currency(code, exponents[code])) if code in exponents and isinstance(minor, int) else None
    return Happening(message.type, message.about, amount, message.occurred_at)
