"""What one unit of a base was worth on a day: append-only, a correction names the row it replaces."""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Numeric, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Big, BigIdentity, Recorded

OF_A_DAY = ("base", "currency", "day")


class CurrencyRate(Base):
    """So much of `currency` for one of `base`, both in main units. The newest row of a day counts."""

    __tablename__ = "currency_rate"
    __table_args__ = (
        UniqueConstraint("id", *OF_A_DAY),
        UniqueConstraint("corrects", *OF_A_DAY),
        ForeignKeyConstraint(("corrects", *OF_A_DAY), [f"currency_rate.{name}" for name in ("id", *OF_A_DAY)]),
    )
    id: Mapped[BigIdentity]
    base: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    day: Mapped[date]
    rate: Mapped[Decimal] = mapped_column(Numeric(30, 15))
    source: Mapped[str] = mapped_column(Text)
    corrects: Mapped[Big | None]
    reason: Mapped[str | None] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
