"""Money given or taken by hand, and how much of it a role may move."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, Moment, PublicId, Recorded

REASONS = {
    "goodwill": "A gesture of goodwill.",
    "missing_win": "A win that never arrived.",
    "missing_deposit": "A deposit that never arrived.",
    "paid_twice": "Something was paid twice.",
    "bonus_terms": "A bonus that was given or kept wrongly.",
    "mistake": "A mistake of ours.",
    "other": "Another reason, in words.",
}


class Adjustment(Base):
    """`amount` in minor units, below zero when taken from the player."""

    __tablename__ = "adjustment"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    purse: Mapped[str] = mapped_column(Text)
    amount: Mapped[Big]
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")
    requested_by_kind: Mapped[str] = mapped_column(Text)
    requested_by_id: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str | None] = mapped_column(Text)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decision_text: Mapped[str | None] = mapped_column(Text)
    call_id: Mapped[UUID | None]
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("aj", self.public_id)


class RoleLimit(Base):
    """Minor units, a time and in any 24 hours; no row means none at all."""

    __tablename__ = "role_limit"
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"), primary_key=True)
    per_act: Mapped[Big]
    per_day: Mapped[Big]
