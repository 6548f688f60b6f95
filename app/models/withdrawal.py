"""Withdrawals: what players asked to be paid, what became of it, and every step on the way."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, Moment, PublicId, Recorded

REASONS = {
    "identity": "The identity is not verified.",
    "ownership": "The payment method is not proven to be the player’s own.",
    "not_played": "The deposit was not played through.",
    "closed_loop": "The money must go back to the method it came from.",
    "bonus_terms": "The terms of a bonus are not met.",
    "suspected_fraud": "Under investigation.",
    "player_asked": "The player asked for it.",
    "other": "Another reason, in words.",
}


class State(StrEnum):
    """`approved`: the payment provider is about to be asked; `submitted`: it was."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    PAID = "paid"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    FAILED = "failed"


HELD = (State.REQUESTED, State.APPROVED, State.SUBMITTED)  # their money waits in pending_withdrawal
GIVEN_BACK = (State.REJECTED, State.CANCELLED, State.FAILED)


class Withdrawal(Base):
    """`amount` in minor units; `version` counts every change of the row."""

    __tablename__ = "withdrawal"
    __table_args__ = (UniqueConstraint("payment_provider_id", "external_id"),)
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"))
    external_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    amount: Mapped[Big]
    state: Mapped[str] = mapped_column(Text, server_default="requested")
    version: Mapped[int] = mapped_column(server_default="1")
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    claimed_until: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    reason_code: Mapped[str | None] = mapped_column(Text)
    reason_text: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[Moment]
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("wd", self.public_id)

    def is_claimed(self, at: datetime, *, but_by: int) -> bool:
        """Whether somebody else works on it."""
        return self.claimed_until is not None and self.claimed_until > at and self.claimed_by != but_by


class WithdrawalStep(Base):
    """One change of state, its cause and its journal entry."""

    __tablename__ = "withdrawal_step"
    __table_args__ = (UniqueConstraint("withdrawal_id", "version"),)
    id: Mapped[BigIdentity]
    withdrawal_id: Mapped[int] = mapped_column(ForeignKey("withdrawal.id"))
    version: Mapped[int]
    from_state: Mapped[str | None] = mapped_column(Text)
    to_state: Mapped[str] = mapped_column(Text)
    by_kind: Mapped[str] = mapped_column(Text)
    by_id: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str | None] = mapped_column(Text)
    reason_text: Mapped[str | None] = mapped_column(Text)
    call_id: Mapped[UUID | None]
    request_id: Mapped[UUID | None]
    recorded_at: Mapped[Recorded]
