"""How providers' calls fared, folded from the raw log."""

from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Moment


class ProviderCell(Base):
    """Calls of one outcome in a minute or a quarter of an hour. `latencies`: calls by step, 8 to a doubling of µs."""

    __tablename__ = "provider_cell"
    span: Mapped[str] = mapped_column(Text, primary_key=True)
    integration_id: Mapped[int] = mapped_column(ForeignKey("integration.id"), primary_key=True)
    began_at: Mapped[Moment] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(Text, primary_key=True)
    calls: Mapped[int]
    latencies: Mapped[dict[str, Any]] = mapped_column(JSONB)


class ProviderFold(Base):
    """As of when the cells are, and as of when they were the time before."""

    __tablename__ = "provider_fold"
    is_the_only_one: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    folded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    folded_before: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
