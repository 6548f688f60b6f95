"""The audit log as it stands in the database: written once, read for ever."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, FetchedValue, SmallInteger, Text, types
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.models.columns import Recorded


class TransactionId(types.UserDefinedType[int]):
    """PostgreSQL's xid8: the transaction that wrote the row."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "XID8"


class AuditRecord(Base):
    __tablename__ = "audit_record"
    event_id: Mapped[UUID] = mapped_column(primary_key=True)
    schema_version: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    phase: Mapped[str] = mapped_column(Text)
    actor_kind: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[str] = mapped_column(Text)
    request_id: Mapped[UUID | None]
    target: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
    xid: Mapped[int] = mapped_column(TransactionId(), server_default=FetchedValue())


class ClusterIdentity(Base):
    """In which cluster the xids of this database count."""

    __tablename__ = "cluster_identity"
    system_identifier: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    noted_at: Mapped[Recorded]
