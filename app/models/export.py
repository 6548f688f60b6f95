"""Files that staff took out of a list."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, FetchedValue, ForeignKey, Integer, LargeBinary, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, PublicId, Recorded


class Export(Base):
    """`query` is the list's own address as it was filtered, `filters` the same in words."""

    __tablename__ = "export"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    job_run_id: Mapped[int] = mapped_column(ForeignKey("job_run.id"), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    name: Mapped[str] = mapped_column(Text)
    format: Mapped[str] = mapped_column(Text)
    query: Mapped[str] = mapped_column(Text)
    filters: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str] = mapped_column(Text)
    brand_ids: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    asked_at: Mapped[Recorded]
    rows: Mapped[int | None] = mapped_column(BigInteger, server_default=FetchedValue())
    size: Mapped[int | None] = mapped_column(BigInteger, server_default=FetchedValue())
    sha256: Mapped[bytes | None] = mapped_column(LargeBinary, server_default=FetchedValue())
    written_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    removed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())

    @property
    def outside_id(self) -> str:
        return outside("ex", self.public_id)

    @property
    def file_name(self) -> str:
        return f"{self.outside_id}.{self.format}"
