"""Exports as whoever asked for them reads them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.export import Export
from app.models.job_run import JobRun
from app.queries import settings
from app.queries.job_runs import SeenRun, columns, seen
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.settings import named

WIDTH = 8  # columns before those of the run


@dataclass(frozen=True)
class SeenExport:
    """One export and the job that writes it."""

    export_id: UUID
    name: str
    format: str
    filters: str
    rows: int | None
    size: int | None
    written_at: datetime | None
    expires_at: datetime | None
    job: SeenRun

    @cached_property
    def id(self) -> str:
        return outside("ex", self.export_id)

    @property
    def may_be_fetched(self) -> bool:
        return self.expires_at is not None and self.expires_at > clock.now()


def listed(window: Window, staff_id: int) -> Page[SeenExport]:
    """One page of their exports, newest first: two queries at most."""
    query = _of(staff_id)
    found = [_seen(row) for row in db.session.execute(windowed(query, Export.public_id, window))]
    return turned(found, [each.export_id for each in found], window, query)


def one(export_id: UUID, staff_id: int) -> SeenExport:
    """Raises NotFound when there is none of theirs."""
    row = db.session.execute(_of(staff_id).where(Export.public_id == export_id)).one_or_none()
    if row is None:
        raise missing()
    return _seen(row)


def ready(staff_id: int, most: int) -> list[SeenExport]:
    """Their files that can be fetched, newest first."""
    waiting = _of(staff_id).where(Export.expires_at > clock.now()).order_by(Export.public_id.desc()).limit(most)
    return [_seen(row) for row in db.session.execute(waiting)]


def missing() -> NotFound:
    kept = settings.written(named("exports.records_kept"))
    return NotFound(f"There is no such export of yours, or its record is gone: it lasts {kept}.")


def _of(staff_id: int) -> AnySelect:
    each = Export
    mine = (
        each.public_id,
        each.name,
        each.format,
        each.filters,
        each.rows,
        each.size,
        each.written_at,
        each.expires_at,
    )
    return select(*mine, *columns()).join(JobRun, JobRun.id == each.job_run_id).where(each.staff_id == staff_id)


def _seen(row: AnyRow) -> SeenExport:
    return SeenExport(*row[:WIDTH], job=seen(row[WIDTH:]))
