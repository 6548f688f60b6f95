"""Values that staff gave to settings: append-only, the newest counts, and the one before is what it replaced."""

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import BigIdentity, Recorded


class SettingValue(Base):
    """`value` is the written form; none returns to the default. No brand: it counts for all without their own."""

    __tablename__ = "setting_value"
    id: Mapped[BigIdentity]
    key: Mapped[str] = mapped_column(Text(collation="C"))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    value: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
