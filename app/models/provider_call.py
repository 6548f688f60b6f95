"""The raw log: what a game provider sent, and what it was told."""

from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Big, Moment, Recorded


class ProviderCall(Base):
    __tablename__ = "provider_call"
    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    integration_id: Mapped[int | None]
    operation: Mapped[str] = mapped_column(Text)
    player_id: Mapped[Big | None]
    round_ref: Mapped[str | None] = mapped_column(Text)
    received_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    signature_valid: Mapped[bool]
    headers: Mapped[dict[str, Any]] = mapped_column(JSONB)
    outcome: Mapped[str] = mapped_column(Text)
    replayed: Mapped[bool]
    http_status: Mapped[int] = mapped_column(SmallInteger)
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    latency_us: Mapped[int]
    wait_us: Mapped[int]
    batch_size: Mapped[int] = mapped_column(SmallInteger)
