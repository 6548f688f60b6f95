"""Background work somebody waits for."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, PublicId, Recorded

Later = DateTime(timezone=True)


class JobRun(Base):
    """One asking for a task. `begun` counts the workers that took it up; only the last of them is heard."""

    __tablename__ = "job_run"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    arguments: Mapped[dict[str, Any]] = mapped_column(JSONB)
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    brand_ids: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    request_id: Mapped[UUID | None]
    state: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    done: Mapped[Big] = mapped_column(server_default=FetchedValue())
    total: Mapped[int | None] = mapped_column(BigInteger)
    message: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    result: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True), server_default=FetchedValue())
    begun: Mapped[int] = mapped_column(server_default=FetchedValue())
    queue_job_id: Mapped[int | None] = mapped_column(BigInteger, server_default=FetchedValue())
    asked_at: Mapped[Recorded]
    started_at: Mapped[datetime | None] = mapped_column(Later, server_default=FetchedValue())
    heartbeat_at: Mapped[datetime | None] = mapped_column(Later, server_default=FetchedValue())
    cancel_asked_at: Mapped[datetime | None] = mapped_column(Later, server_default=FetchedValue())
    ended_at: Mapped[datetime | None] = mapped_column(Later, server_default=FetchedValue())

    @property
    def outside_id(self) -> str:
        return outside("jb", self.public_id)
