"""Brand → licence → jurisdiction profile: who we are and by which rules we play."""

from sqlalchemy import ForeignKey, SmallInteger, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Moment, Recorded, SmallIdentity


class Licence(Base):
    __tablename__ = "licence"
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text, unique=True)
    authority: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)


class JurisdictionProfile(Base):
    """One version of a jurisdiction's rules, in force from a moment on until a newer one begins."""

    __tablename__ = "jurisdiction_profile"
    __table_args__ = (UniqueConstraint("code", "version"),)
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    effective_from: Mapped[Moment]
    minimum_age: Mapped[int] = mapped_column(SmallInteger)
    gaming_day_zone: Mapped[str] = mapped_column(Text)
    gaming_day_start_hour: Mapped[int] = mapped_column(SmallInteger)
    stake_order: Mapped[str] = mapped_column(Text)
    requires_verified_identity: Mapped[bool]
    call_log_days: Mapped[int]
    withdrawal_decision_hours: Mapped[int] = mapped_column(server_default="24")
    reason: Mapped[str] = mapped_column(Text, server_default="As the installation began")
    actor_kind: Mapped[str] = mapped_column(Text, server_default="system")
    actor_id: Mapped[str] = mapped_column(Text, server_default="installation")
    recorded_at: Mapped[Recorded]


class Brand(Base):
    __tablename__ = "brand"
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    licence_id: Mapped[int] = mapped_column(ForeignKey("licence.id"))
    profile_code: Mapped[str] = mapped_column(Text)
