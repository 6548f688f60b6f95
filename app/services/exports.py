"""Exports: asked for with a reason, written by a job, fetched by whoever asked while they last, removed after."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from app import clock
from app.areas.exports import events
from app.areas.exports.settings import FILE_LASTS
from app.audit import log
from app.errors import Forbidden, Refused
from app.exports import cells, offers, writing
from app.exports.formats import Watermark
from app.exports.offers import Arguments, Asker, Offered
from app.extensions import db, transaction
from app.ids import inside, outside
from app.models.export import Export
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries import exports as queries
from app.queries import settings
from app.security.sessions import permissions_of
from app.services import job_runs
from app.services.job_steps import Steps

GONE = "This file has been removed: an export lasts {lasts}. Ask for it again on its list."


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the format, and why."""

    format: str
    reason_code: str
    reason_text: str


def ask(offer: Offered, arguments: Arguments, wanted: Wanted, *, by: Staff, brands: Collection[int] | None) -> Export:
    """Have the list as it is filtered written to a file; raises Invalid for filters that cannot be read."""
    filters = offer.read(arguments, Asker(by.id, brands))
    with transaction():
        title = f"Export of {offer.noun} as {wanted.format.upper()}"
        run = job_runs.ask("write_export", title, by=by, brands=brands)
        export = Export(
            job_run_id=run.id,
            staff_id=by.id,
            name=offer.name,
            format=wanted.format,
            query=urlencode(list(arguments.items(multi=True))),
            filters=filters.words,
            reason_code=wanted.reason_code,
            reason_text=wanted.reason_text,
            brand_ids=None if brands is None else sorted(brands),
        )
        db.session.add(export)
        db.session.flush()
        event = events.ExportAsked(
            target=export.outside_id, list=offer.name, format=wanted.format, reason_code=wanted.reason_code
        )
        log.record(event)
    return export


def write(steps: Steps) -> dict[str, int]:
    """The job: write the file of the export this run was asked for."""
    export, run, staff = db.session.execute(
        select(Export, JobRun, Staff)
        .join(JobRun, JobRun.id == Export.job_run_id)
        .join(Staff, Staff.id == Export.staff_id)
        .where(JobRun.public_id == inside("jb", steps.job_id))
    ).one()
    offer = offers.named(export.name)
    filters = offer.read(MultiDict(parse_qsl(export.query)), Asker(staff.id, export.brand_ids))
    about, file_name, export_id = _about(export, run, staff), export.file_name, export.id
    read = offer.prepared(filters.sought, export.brand_ids)
    db.session.rollback()  # while the rows stream, nothing is held here
    written = writing.write(
        file_name,
        read,
        watermark=lambda table: [*about, *table.about, ("Rows", f"{table.count:,}")],
        tell=lambda done, total: steps.at(done, total, f"{done:,} of {total:,} {offer.noun}"),
    )
    _note_written(export_id, written)
    return {"rows": written.rows, "bytes": written.size}


def fetch(export_id: str, *, by: Staff) -> tuple[Path, str]:
    """The file and what to call it, each fetching on record; raises NotFound, Forbidden, or Refused."""
    with transaction():
        export = own(export_id, by=by)
        offer = offers.named(export.name)
        _insist_on_right(offer, export, by)
        path = writing.folder() / export.file_name
        if export.written_at is None:
            raise Refused("This file is not written yet.")
        if export.removed_at or not export.expires_at or export.expires_at < clock.now() or not path.exists():
            raise Refused(GONE.format(lasts=lasting()))
        log.record(events.ExportDownloaded(target=export.outside_id, list=export.name, rows=export.rows or 0))
        name = f"{offer.noun.replace(' ', '-')}-{export.asked_at:%Y%m%d-%H%M%S}.{export.format}"
    return path, name


def lasting() -> str:
    """How long a file can be fetched that is written now, in words."""
    return settings.written(FILE_LASTS)


def cancel(export_id: str, *, by: Staff) -> None:
    """Whoever asked may think better of it."""
    run = db.session.get_one(JobRun, own(export_id, by=by).job_run_id)
    job_runs.cancel(run.outside_id, brands=None)


def _insist_on_right(offer: Offered, export: Export, by: Staff) -> None:
    """Whoever lost the right since, or some of its brands, gets nothing of what they may no longer see."""
    held, needed = permissions_of(by), offer.permission.value
    if needed not in held or not job_runs.reaches(export.brand_ids, held[needed]):
        raise Forbidden(f"You need the permission “{needed}” for all it holds.", permission=needed)


def own(export_id: str, *, by: Staff) -> Export:
    """Raises NotFound unless `by` asked for it."""
    export = db.session.scalar(
        select(Export).where(Export.public_id == inside("ex", export_id), Export.staff_id == by.id)
    )
    if export is None:
        raise queries.missing()
    return export


def remove_expired() -> int:
    """Delete every file whose time is over; returns how many there were."""
    removed = 0
    while export := _next_expired():
        removed += export
    return removed


def _next_expired() -> int:
    """One at a time, the file first: what fails in between is found again."""
    with transaction():
        export = db.session.scalar(
            select(Export)
            .where(Export.removed_at.is_(None), Export.expires_at < func.clock_timestamp())
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if export is None:
            return 0
        (writing.folder() / export.file_name).unlink(missing_ok=True)
        export.removed_at = func.clock_timestamp()
        log.record(events.ExportRemoved(target=export.outside_id, list=export.name))
    return 1


def _note_written(export_id: int, written: writing.Written) -> None:
    with transaction():
        export = db.session.get_one(Export, export_id)
        export.rows, export.size, export.sha256 = written.rows, written.size, written.sha256
        at = clock.now()
        export.written_at, export.expires_at = at, at + settings.value(FILE_LASTS)
        log.record(
            events.ExportWritten(
                target=export.outside_id, list=export.name, rows=written.rows, sha256=written.sha256.hex()
            )
        )


def _about(export: Export, run: JobRun, staff: Staff) -> Watermark:
    """Whose file it is: it stands in the file for whoever finds it."""
    return [
        ("Countroom export", export.outside_id),
        ("List", export.name),
        ("Asked by", f"{staff.name} ({staff.outside_id})"),
        ("Asked at", cells.moment(export.asked_at)),
        ("Filters", export.filters or "none"),
        ("Request", outside("rq", run.request_id) if run.request_id else "none"),
    ]
