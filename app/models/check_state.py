"""How the house is doing: signs of life of its processes, and what each check was last judged to be."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Recorded


class ServerHeartbeat(Base):
    """One process of a server. `streams`: live pages that listen, for whose news it last looked then."""

    __tablename__ = "server_heartbeat"
    __table_args__ = ({"prefixes": ["UNLOGGED"]},)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    face: Mapped[str] = mapped_column(Text)
    host: Mapped[str] = mapped_column(Text)
    pid: Mapped[int]
    streams: Mapped[int]
    streams_looked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    started_at: Mapped[Recorded]
    seen_at: Mapped[Recorded]


class CheckState(Base):
    """`cause` is the check's name and what it is about; in this state `since`."""

    __tablename__ = "check_state"
    cause: Mapped[str] = mapped_column(Text, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    since: Mapped[Recorded]
