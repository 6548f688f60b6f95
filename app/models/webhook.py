"""Webhooks: who is told what, with which secrets, and every attempt to tell it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, FetchedValue, ForeignKey, LargeBinary, SmallInteger, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Moment, PublicId, Recorded, SmallIdentity

Maybe = DateTime(timezone=True)


class WebhookEndpoint(Base):
    """A receiver. `brand_id` None: of every brand. `paused_until`: it asked for less."""

    __tablename__ = "webhook_endpoint"
    id: Mapped[SmallIdentity]
    public_id: Mapped[PublicId]
    url: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    is_enabled: Mapped[bool] = mapped_column(server_default="true")
    disabled_reason: Mapped[str] = mapped_column(Text, server_default="")
    failing_since: Mapped[datetime | None] = mapped_column(Maybe)
    paused_until: Mapped[datetime | None] = mapped_column(Maybe)
    sending_until: Mapped[datetime | None] = mapped_column(Maybe)
    created_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("ep", self.public_id)


class WebhookSecret(Base):
    """One of two places. Both sign while the receiver changes over; `expires_at` None: until it is rotated.

    `once_id`: of the form that asked for it."""

    __tablename__ = "webhook_secret"
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("webhook_endpoint.id"), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str] = mapped_column(Text)
    once_id: Mapped[UUID] = mapped_column(server_default=FetchedValue(), unique=True)
    created_at: Mapped[Recorded]
    expires_at: Mapped[datetime | None] = mapped_column(Maybe)


class WebhookDelivery(Base):
    """One message for one endpoint: waiting, delivered, a dead letter, or one that was dismissed, and why.

    `step` counts along the schedule."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (UniqueConstraint("message_id", "endpoint_id"),)
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=FetchedValue())
    message_id: Mapped[UUID] = mapped_column(ForeignKey("outbox_message.id"))
    endpoint_id: Mapped[int] = mapped_column(ForeignKey("webhook_endpoint.id"))
    state: Mapped[str] = mapped_column(Text, server_default="waiting")
    step: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    next_at: Mapped[datetime | None] = mapped_column(Maybe)
    claimed_until: Mapped[datetime | None] = mapped_column(Maybe)
    last_status: Mapped[int | None] = mapped_column(SmallInteger)
    created_at: Mapped[Recorded]
    dismissed_at: Mapped[datetime | None] = mapped_column(Maybe)
    dismissed_reason: Mapped[str] = mapped_column(Text, server_default="")

    @property
    def outside_id(self) -> str:
        return outside("dv", self.id)

    def become(
        self, state: str, *, next_at: datetime | None = None, dismissed_at: datetime | None = None, reason: str = ""
    ) -> None:
        """What goes with a state changes with it: `next_at` when it waits, the others when it is dismissed."""
        self.state, self.next_at, self.dismissed_at, self.dismissed_reason = state, next_at, dismissed_at, reason


class WebhookAttempt(Base):
    """What was sent and what came back. `status` 0: nothing came, and `error` says why."""

    __tablename__ = "webhook_attempt"
    delivery_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_delivery.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    began_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    headers: Mapped[str] = mapped_column(Text)
    body_sha256: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[str] = mapped_column(Text)
    status: Mapped[int] = mapped_column(SmallInteger)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    latency_ms: Mapped[int]
    error: Mapped[str] = mapped_column(Text)
