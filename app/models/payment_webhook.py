"""The inbox of payment providers: keys, what came, and what became of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, ForeignKeyConstraint, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, Moment, PublicId, Recorded, SmallIdentity


class PaymentProviderKey(Base):
    """A shared secret, sealed; at most two of a payment provider are live at once."""

    __tablename__ = "payment_provider_key"
    __table_args__ = (UniqueConstraint("payment_provider_id", "fingerprint"),)
    id: Mapped[SmallIdentity]
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"))
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Recorded]
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PaymentWebhook(Base):
    """One request as it came, and how it was judged at once; of the brand of what it names, if that is one brand's."""

    __tablename__ = "payment_webhook"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"))
    request_id: Mapped[UUID | None]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    verdict: Mapped[str] = mapped_column(Text)
    event_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    event_type: Mapped[str | None] = mapped_column(Text)
    object_id: Mapped[str | None] = mapped_column(Text(collation="C"))
    reference: Mapped[str | None] = mapped_column(Text(collation="C"))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    received_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("pw", self.public_id)


class PaymentWebhookRoom(Base):
    """How many of a verdict came since its minute began; `unkept` were counted only, ever since."""

    __tablename__ = "payment_webhook_room"
    payment_provider_id: Mapped[int] = mapped_column(ForeignKey("payment_provider.id"), primary_key=True)
    verdict: Mapped[str] = mapped_column(Text, primary_key=True)
    began_at: Mapped[Moment]
    requests: Mapped[int]
    unkept: Mapped[Big] = mapped_column(server_default="0")


class PaymentWebhookResult(Base):
    """What an accepted one led to."""

    __tablename__ = "payment_webhook_result"
    __table_args__ = (UniqueConstraint("payment_webhook_id", "outcome"),)
    payment_webhook_id: Mapped[int] = mapped_column(ForeignKey("payment_webhook.id"), primary_key=True)
    outcome: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]


class PaymentWebhookFinding(Base):
    """What a person found who looked into a contradiction: once, for good."""

    __tablename__ = "payment_webhook_finding"
    __table_args__ = (
        ForeignKeyConstraint(
            ["payment_webhook_id", "outcome"],
            ["payment_webhook_result.payment_webhook_id", "payment_webhook_result.outcome"],
        ),
    )
    payment_webhook_id: Mapped[Big] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(Text, primary_key=True, server_default="contradiction")
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason_code: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
