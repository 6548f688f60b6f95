"""Attempts to deposit: what players set out to pay, what became of it, and every step on the way."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, Moment, PublicId, Recorded


class AttemptState(StrEnum):
    """`expired`: nothing was heard in time; what is heard later still counts."""

    STARTED = "started"
    CAPTURED = "captured"
    DECLINED = "declined"
    EXPIRED = "expired"


class DepositAttempt(Base):
    """`amount` in minor units; `external_id` is the payment provider's name for the payment it reported last."""

    __tablename__ = "deposit_attempt"
    __table_args__ = (UniqueConstraint("payment_provider_id", "external_id"),)
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"))
    method: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    amount: Mapped[Big]
    external_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    state: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")
    reason_code: Mapped[str | None] = mapped_column(Text)
    deposit_id: Mapped[int | None] = mapped_column(ForeignKey("deposit.id"), unique=True)
    expires_at: Mapped[Moment]
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("at", self.public_id)


class DepositAttemptStep(Base):
    """One change: the state it led to, who told of it, and of which payment."""

    __tablename__ = "deposit_attempt_step"
    __table_args__ = (
        UniqueConstraint("deposit_attempt_id", "version"),
        UniqueConstraint("deposit_attempt_id", "to_state", "external_id", name="deposit_attempt_step_report_key"),
    )
    id: Mapped[BigIdentity]
    deposit_attempt_id: Mapped[int] = mapped_column(ForeignKey("deposit_attempt.id"))
    version: Mapped[int]
    to_state: Mapped[str] = mapped_column(Text)
    by_kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(Text)
    external_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    reason_code: Mapped[str | None] = mapped_column(Text)
    request_id: Mapped[UUID | None]
    recorded_at: Mapped[Recorded]
