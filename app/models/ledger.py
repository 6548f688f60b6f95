"""The ledger, mapped to be read. Nothing here writes: money moves through the ledger's own functions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Big, Recorded

LEDGER = {"schema": "ledger"}



class Currency(Base):
    __tablename__ = "currency"
    __table_args__ = LEDGER
    code: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    exponent: Mapped[int] = mapped_column(SmallInteger)


class Round(Base):
    """A game round: stakes and wins net of rollbacks, by purse, in minor units."""

    __tablename__ = "round"
    __table_args__ = LEDGER
    player_id: Mapped[Big] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    integration_id: Mapped[int] = mapped_column(primary_key=True)
    round_ref: Mapped[str] = mapped_column(Text(collation="C"), primary_key=True)
    round_id: Mapped[UUID]
    brand_id: Mapped[int]
    game_id: Mapped[int]
    stake_cash: Mapped[Big]
    stake_bonus: Mapped[Big]
    win_cash: Mapped[Big]
    win_bonus: Mapped[Big]
    bets: Mapped[int]
    wins: Mapped[int]
    rollbacks: Mapped[int]
    late: Mapped[int]
    opened_at: Mapped[Recorded]
    last_at: Mapped[Recorded]
    settled_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


