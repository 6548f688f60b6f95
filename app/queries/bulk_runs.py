"""Acts on many as whoever asked for them reads them."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.orm import aliased

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.bulk import BulkRow, BulkRun
from app.models.job_run import JobRun
from app.queries.job_runs import SeenRun, columns, seen
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed

WIDTH = 10  # columns before those of the run
MARGIN = 20  # of dry runs that were followed already
LEFT = [literal(outcome, literal_execute=True) for outcome in ("skipped", "failed")]  # so the partial index is found
DRY, AFTER = aliased(BulkRun), aliased(BulkRun)
RUNS = (
    select(BulkRun.id, BulkRun.public_id, BulkRun.action, BulkRun.words, BulkRun.reason_code, BulkRun.reason_text)
    .add_columns(BulkRun.agreed, BulkRun.rows_are, DRY.public_id, AFTER.public_id, *columns())
    .join(JobRun, JobRun.id == BulkRun.job_run_id)
    .outerjoin(DRY, DRY.id == BulkRun.dry_run_id)
    .outerjoin(AFTER, AFTER.dry_run_id == BulkRun.id)
)


@dataclass(frozen=True)
class SeenBulkRun:
    """A dry run with what followed on it, or what followed with its dry run; and the job that carries it."""

    row_id: int
    bulk_id: UUID
    action: str
    words: str
    reason_code: str
    reason_text: str
    agreed: int | None
    rows_are: str
    dry_run: UUID | None
    followed_by: UUID | None
    job: SeenRun

    @cached_property
    def id(self) -> str:
        return outside("bk", self.bulk_id)

    @property
    def is_dry(self) -> bool:
        return self.dry_run is None

    @property
    def other(self) -> str:
        """The dry run it followed on, or the run that followed."""
        found = self.dry_run or self.followed_by
        return outside("bk", found) if found else ""

    @property
    def count(self) -> int:
        """How many the dry run would touch."""
        return self.job.result["count"] if self.is_dry and self.job.result else 0

    @property
    def is_followable(self) -> bool:
        return self.is_dry and self.job.state == "succeeded" and not self.followed_by and self.count > 0

    @property
    def has_its_rows(self) -> bool:
        return self.rows_are == "kept"

    @property
    def may_be_started(self) -> bool:
        return self.is_followable and self.has_its_rows


@dataclass(frozen=True)
class LeftAlone:
    """A row that was not done."""

    key: UUID
    id: str
    outcome: str
    reason: str


def listed(window: Window, staff_id: int) -> Page[SeenBulkRun]:
    """One page of their runs, newest first: two queries at most."""
    query = _of(staff_id)
    found = [_seen(row) for row in db.session.execute(windowed(query, BulkRun.public_id, window))]
    return turned(found, [each.bulk_id for each in found], window, query)


def one(bulk_id: UUID, staff_id: int) -> SeenBulkRun:
    """Raises NotFound when there is none of theirs."""
    row = db.session.execute(_of(staff_id).where(BulkRun.public_id == bulk_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such run of yours.")
    return _seen(row)


def to_confirm(staff_id: int, most: int) -> list[SeenBulkRun]:
    """Their dry runs that would change something and wait for a yes, newest first."""
    would = JobRun.result["count"].as_integer() > 0
    kept = [BulkRun.dry_run_id.is_(None), BulkRun.rows_are == "kept", JobRun.state == "succeeded", would]
    rows = db.session.execute(_of(staff_id).where(*kept).order_by(BulkRun.public_id.desc()).limit(most + MARGIN))
    return [run for run in map(_seen, rows) if run.may_be_started][:most]


def left_alone(run: SeenBulkRun, prefix: str, window: Window) -> Page[LeftAlone]:
    """One page of the rows that were skipped or failed, oldest first: two queries at most."""
    query = select(BulkRow.row_id, BulkRow.outcome, BulkRow.reason)
    query = query.where(BulkRow.bulk_run_id == run.row_id, BulkRow.outcome.in_(LEFT))
    rows = db.session.execute(windowed(query, BulkRow.row_id, window, newest_first=False))
    found = [LeftAlone(key, outside(prefix, key), outcome, reason) for key, outcome, reason in rows]
    return turned(found, [each.key for each in found], window, query)


def _of(staff_id: int) -> AnySelect:
    return RUNS.where(BulkRun.staff_id == staff_id)


def _seen(row: AnyRow) -> SeenBulkRun:
    return SeenBulkRun(*row[:WIDTH], job=seen(row[WIDTH:]))
