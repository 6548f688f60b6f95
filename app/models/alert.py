"""Alerts: checks that passed their threshold, and which of them tell nobody for a while."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, Moment, PublicId, Recorded

Later = DateTime(timezone=True)


class Alert(Base):
    """Open until it is closed; `severity` and `figure` when it was at its worst. No brand: of the whole house."""

    __tablename__ = "alert"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    cause: Mapped[str] = mapped_column(Text)
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    severity: Mapped[str] = mapped_column(Text)
    figure: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[Recorded]
    acknowledged_at: Mapped[datetime | None] = mapped_column(Later)
    acknowledged_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    mailed_at: Mapped[datetime | None] = mapped_column(Later)
    closed_at: Mapped[datetime | None] = mapped_column(Later)

    @property
    def outside_id(self) -> str:
        return outside("al", self.public_id)


class AlertMute(Base):
    """Alerts of this cause are kept and told to nobody until then."""

    __tablename__ = "alert_mute"
    cause: Mapped[str] = mapped_column(Text, primary_key=True)
    muted_until: Mapped[Moment]
    reason: Mapped[str] = mapped_column(Text)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    muted_at: Mapped[Recorded]
