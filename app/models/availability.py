"""What is stopped: of a game, a provider, one of our connections to it, or of everything."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import Big, BigIdentity, PublicId, Recorded

TARGETS = ("provider_id", "integration_id", "game_id")


class PlayStop(Base):
    """Bars new bets and new game sessions from `recorded_at` until `lifted_at`. What is None narrows nothing.

    `sessions`, `rounds`: in play when it fell.
    """

    __tablename__ = "play_stop"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(Text)
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    integration_id: Mapped[int | None] = mapped_column(ForeignKey("integration.id"))
    game_id: Mapped[int | None] = mapped_column(ForeignKey("game.id"))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    country: Mapped[str | None] = mapped_column(Text)
    currency: Mapped[str | None] = mapped_column(Text(collation="C"), ForeignKey("ledger.currency.code"))
    reason: Mapped[str] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
    sessions: Mapped[int]
    rounds: Mapped[int]
    lifted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    lifted_reason: Mapped[str | None] = mapped_column(Text)
    lifted_by_kind: Mapped[str | None] = mapped_column(Text)
    lifted_by_id: Mapped[str | None] = mapped_column(Text)

    @property
    def outside_id(self) -> str:
        return outside("sp", self.public_id)

    @property
    def is_of_everything(self) -> bool:
        """Whether no game, provider or integration is named."""
        return all(getattr(self, name) is None for name in TARGETS)


class PlayVersion(Base):
    """Counted up by whatever changes what may be played."""

    __tablename__ = "play_version"
    is_the_only_one: Mapped[bool] = mapped_column(primary_key=True, server_default="true")
    version: Mapped[Big]
