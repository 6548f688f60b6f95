"""Keys of internal tools, and the answers they were given."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, LargeBinary, SmallInteger, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Moment, Recorded, SmallIdentity


class ApiKey(Base):
    __tablename__ = "api_key"
    id: Mapped[SmallIdentity]
    name: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text, unique=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    permissions: Mapped[list[str]] = mapped_column(ARRAY(Text))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    requests_per_minute: Mapped[int] = mapped_column(server_default="6000")
    created_at: Mapped[Recorded]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def outside_id(self) -> str:
        """What people may say of a key: its beginning, which opens nothing."""
        return f"ck_{self.prefix}"


class ApiWindow(Base):
    """How often a key has asked since its minute began."""

    __tablename__ = "api_window"
    api_key_id: Mapped[int] = mapped_column(ForeignKey("api_key.id"), primary_key=True)
    began_at: Mapped[Moment]
    requests: Mapped[int]


class IdempotencyKey(Base):
    """One request of one key, and what it was answered."""

    __tablename__ = "idempotency_key"
    api_key_id: Mapped[int] = mapped_column(ForeignKey("api_key.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Recorded]
