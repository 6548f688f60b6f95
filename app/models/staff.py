"""Who works here, their sessions, and the roles they hold."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, Moment, PublicId, Recorded, SmallIdentity


class Staff(Base):
    __tablename__ = "staff"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    email: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str | None] = mapped_column(Text)
    is_demo: Mapped[bool] = mapped_column(server_default="false")
    status: Mapped[str] = mapped_column(Text, server_default="active")
    disabled_reason: Mapped[str] = mapped_column(Text, server_default="")
    created_at: Mapped[Recorded]

    @property
    def outside_id(self) -> str:
        return outside("st", self.public_id)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalnum()] or ["?"]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


class StaffSession(Base):
    """A signed-in browser; ending the row ends the session at its next request."""

    __tablename__ = "staff_session"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[Recorded]
    last_seen_at: Mapped[Recorded]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ip: Mapped[str] = mapped_column(Text)
    user_agent: Mapped[str] = mapped_column(Text)

    @property
    def outside_id(self) -> str:
        return outside("ss", self.public_id)


class StaffInvitation(Base):
    """A link by which a member sets a password, good once; the newest of a member alone."""

    __tablename__ = "staff_invitation"
    id: Mapped[BigIdentity]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    once_id: Mapped[UUID] = mapped_column(unique=True)
    invited_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    created_at: Mapped[Recorded]
    expires_at: Mapped[Moment]
    used_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class Role(Base):
    __tablename__ = "role"
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)


class RolePermission(Base):
    __tablename__ = "role_permission"
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"), primary_key=True)
    permission: Mapped[str] = mapped_column(Text, primary_key=True)


class KnownPermission(Base):
    """A permission this installation has seen, whatever became of it since."""

    __tablename__ = "known_permission"
    permission: Mapped[str] = mapped_column(Text, primary_key=True)


class RoleAssignment(Base):
    """staff × role × scope × expiry; no brand means every brand, no giver the house itself."""

    __tablename__ = "role_assignment"
    __table_args__ = (UniqueConstraint("staff_id", "role_id", "brand_id", postgresql_nulls_not_distinct=True),)
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role_id: Mapped[int] = mapped_column(ForeignKey("role.id"))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    given_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(Text, server_default="")
    created_at: Mapped[Recorded]
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def outside_id(self) -> str:
        return outside("ra", self.public_id)


class Throttle(Base):
    """Failed attempts under one key (an account, an address)."""

    __tablename__ = "throttle"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    failures: Mapped[int]
    blocked_until: Mapped[Moment]
    seen_at: Mapped[Recorded]
