"""One act on all that match: the dry run, the run that followed it, and what became of each row."""

from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Base
from app.ids import outside
from app.models.columns import BigIdentity, PublicId, Recorded


class BulkRun(Base):
    """A dry run, or what followed on one (`dry_run_id`) for the `agreed` rows. `filters`: the list's own arguments
    as canonical JSON; `words`: the same in words. `rows_are` kept, going or gone."""

    __tablename__ = "bulk_run"
    id: Mapped[BigIdentity]
    public_id: Mapped[PublicId]
    job_run_id: Mapped[int] = mapped_column(ForeignKey("job_run.id"), unique=True)
    dry_run_id: Mapped[int | None] = mapped_column(ForeignKey("bulk_run.id"), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    action: Mapped[str] = mapped_column(Text)
    filters: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    reason_code: Mapped[str] = mapped_column(Text)
    reason_text: Mapped[str] = mapped_column(Text)
    brand_ids: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    agreed: Mapped[int | None] = mapped_column(BigInteger)
    asked_at: Mapped[Recorded]
    rows_are: Mapped[str] = mapped_column(Text, server_default="kept")

    @property
    def outside_id(self) -> str:
        return outside("bk", self.public_id)


class BulkRow(Base):
    """What became of one row: `due` (in a dry run), `done`, `skipped` or `failed`, and why. It never changes."""

    __tablename__ = "bulk_row"
    bulk_run_id: Mapped[int] = mapped_column(ForeignKey("bulk_run.id"), primary_key=True)
    row_id: Mapped[UUID] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[Recorded]
