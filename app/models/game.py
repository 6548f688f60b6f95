"""Game providers, our integrations with them, games, and game sessions."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, PublicId, Recorded, SmallIdentity

ENDS_SOON = 30  # days


class Provider(Base):
    __tablename__ = "provider"
    id: Mapped[SmallIdentity]
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)


class Integration(Base):
    """Our connection to a provider for one brand, in one dialect."""

    __tablename__ = "integration"
    id: Mapped[SmallIdentity]
    public_id: Mapped[PublicId]
    code: Mapped[str] = mapped_column(Text, unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    dialect: Mapped[str] = mapped_column(Text)
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")

    @property
    def outside_id(self) -> str:
        return outside("ig", self.public_id)


class IntegrationKey(Base):
    """A shared secret, sealed; at most two of an integration are live at once. `once_id`: of the form that asked."""

    __tablename__ = "integration_key"
    __table_args__ = (UniqueConstraint("integration_id", "fingerprint"),)
    id: Mapped[SmallIdentity]
    integration_id: Mapped[int] = mapped_column(ForeignKey("integration.id"))
    secret_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    fingerprint: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Recorded]
    retired_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    once_id: Mapped[UUID | None] = mapped_column(unique=True)


class Game(Base):
    __tablename__ = "game"
    __table_args__ = (UniqueConstraint("provider_id", "code"),)
    id: Mapped[SmallIdentity]
    public_id: Mapped[PublicId]
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"))
    code: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    theoretical_rtp_ppm: Mapped[int]
    volatility: Mapped[str | None] = mapped_column(Text)
    blocked_countries: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    maximum_stake: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")

    @property
    def outside_id(self) -> str:
        return outside("gm", self.public_id)


class GameCertificate(Base):
    """A laboratory certified one build of a game for one jurisdiction; `valid_until` None: until it is revoked."""

    __tablename__ = "game_certificate"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    game_id: Mapped[int] = mapped_column(ForeignKey("game.id"))
    jurisdiction: Mapped[str] = mapped_column(Text)
    laboratory: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    build_hash: Mapped[str] = mapped_column(Text)
    added_by_kind: Mapped[str] = mapped_column(Text)
    added_by_id: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    @property
    def outside_id(self) -> str:
        return outside("ct", self.public_id)

    def state(self, today: date) -> tuple[str, str]:
        """In words, with a tone."""
        if self.withdrawn_at is not None:
            return ("Withdrawn", "")
        if today < self.valid_from:
            return ("Not valid yet", "info")
        left = None if self.valid_until is None else (self.valid_until - today).days
        if left is None or left >= ENDS_SOON:
            return ("Valid", "ok")
        return ("Expired", "bad") if left < 0 else ("Ends soon", "warn")


class GameSession(Base):
    __tablename__ = "game_session"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    game_id: Mapped[int] = mapped_column(ForeignKey("game.id"))
    integration_id: Mapped[int] = mapped_column(ForeignKey("integration.id"))
    login_session_id: Mapped[int] = mapped_column(ForeignKey("login_session.id"))
    currency: Mapped[str] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    started_at: Mapped[Recorded]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

    @property
    def outside_id(self) -> str:
        return outside("gs", self.public_id)

    @property
    def version(self) -> int:
        """It changes once: when it ends."""
        return 1 if self.ended_at is None else 2
