"""Players, the persons behind them, and their login sessions."""

from datetime import date, datetime

from sqlalchemy import DateTime, FetchedValue, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, Moment, PublicId, Recorded


class Player(Base):
    __tablename__ = "player"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    country: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text, server_default="active")
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    version: Mapped[int] = mapped_column(server_default="1", server_onupdate=FetchedValue())  # counted by a trigger
    is_test: Mapped[bool] = mapped_column(server_default="false")  # counts in no figure; said once, at registration

    @property
    def outside_id(self) -> str:
        return outside("pl", self.public_id)


class PlayerPerson(Base):
    """Personal data, here and nowhere else."""

    __tablename__ = "player_person"
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"), primary_key=True)
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"))
    email: Mapped[str] = mapped_column(Text)
    first_name: Mapped[str] = mapped_column(Text)
    last_name: Mapped[str] = mapped_column(Text)
    birth_date: Mapped[date]


class PlayerReveal(Base):
    """Who looked at a person, and why."""

    __tablename__ = "player_reveal"
    id: Mapped[BigIdentity]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str] = mapped_column(Text)
    revealed_at: Mapped[Recorded]


class LoginSession(Base):
    __tablename__ = "login_session"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    player_id: Mapped[int] = mapped_column(ForeignKey("player.id"))
    started_at: Mapped[Recorded]
    ended_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ip: Mapped[str] = mapped_column(Text, server_default="")
    user_agent: Mapped[str] = mapped_column(Text, server_default="")

    @property
    def outside_id(self) -> str:
        return outside("ls", self.public_id)

    @property
    def version(self) -> int:
        """It changes once: when it ends."""
        return 1 if self.ended_at is None else 2
