"""What other systems are to be told, written with the change itself, and how far each reader has come."""

from uuid import UUID

from sqlalchemy import FetchedValue, ForeignKey, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.audit import TransactionId
from app.models.columns import Moment, Recorded


class OutboxMessage(Base):
    """Append-only. Ids rise in the order in which a transaction tells. No brand: of the whole house."""

    __tablename__ = "outbox_message"
    id: Mapped[UUID] = mapped_column(primary_key=True, server_default=FetchedValue())
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    type: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(SmallInteger)
    about: Mapped[str] = mapped_column(Text(collation="C"))
    data: Mapped[str] = mapped_column(Text)
    occurred_at: Mapped[Moment]
    recorded_at: Mapped[Recorded]
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=FetchedValue())

    @property
    def outside_id(self) -> str:
        return outside("msg", self.id)


class OutboxReader(Base):
    """Everything up to this place was read; what is still being written lies after it."""

    __tablename__ = "outbox_reader"
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    xid: Mapped[int] = mapped_column(TransactionId())
    message_id: Mapped[UUID]
