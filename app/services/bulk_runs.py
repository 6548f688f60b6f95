"""Acts on many: asked for with a reason, tried out first, started by whoever types the count, cancelled."""

import json
from collections.abc import Collection

from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict

from app.areas.bulk import events
from app.areas.bulk.permissions import Bulk
from app.audit import log
from app.audit.canonical import canonical
from app.bulk import actions
from app.bulk.actions import CHOSEN, Action, Why
from app.errors import Forbidden, Invalid, NotFound, Refused
from app.exports.offers import Arguments, Filters
from app.extensions import db, transaction
from app.ids import inside
from app.models.bulk import BulkRun
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries.reach import Brands
from app.security.sessions import permissions_of
from app.services import job_runs

ROWS_GONE = "This run is too old: its rows have been removed. Ask for a new dry run."


def ask(action: Action, arguments: Arguments, why: Why, *, by: Staff, brands: Brands) -> BulkRun:
    """Have it found out what would be done; raises Invalid for what cannot be read, NotFound for foreign rows."""
    filters = sought(action, arguments, brands)
    with transaction():
        job = job_runs.ask("try_bulk_run", f"Dry run: {action.title.lower()}", by=by, brands=brands)
        run = BulkRun(
            job_run_id=job.id,
            staff_id=by.id,
            action=action.name,
            filters=written(arguments),
            words=filters.words,
            reason_code=why.code,
            reason_text=why.text,
            brand_ids=None if brands is None else sorted(brands),
        )
        _add(run)
        log.record(events.BulkDryRunAsked(target=run.outside_id, action=action.name, reason_code=why.code))
    return run


def sought(action: Action, arguments: Arguments, brands: Brands) -> Filters:
    """What `arguments` mean; raises Invalid, or NotFound when a row was chosen that is none of these brands."""
    filters, ids = action.filters(arguments), set(arguments.getlist(CHOSEN))
    if ids:
        rows = action.select(filters.sought, brands).with_only_columns(action.key).subquery()
        if db.session.scalar(select(func.count()).select_from(rows)) != len(ids):
            raise NotFound("Something that was chosen does not exist, or belongs to a brand that is not yours.")
    return filters


def start(bulk_id: str, count: int, *, by: Staff) -> BulkRun:
    """Do it to the `count` rows that the dry run found due; sent again, it is the run that began the first time.

    Raises Invalid for another count, Forbidden, or Refused.
    """
    with transaction():
        dry = own(bulk_id, by=by)
        action = actions.named(dry.action)
        if (begun := _followed(dry)) is not None:
            log.record(events.BulkRunAskedAgain(target=begun.outside_id, action=begun.action))
            return begun
        brands = narrowed(action, dry.brand_ids, by)
        _insist_on_agreement(dry, count)
        job = job_runs.ask("carry_out_bulk_run", action.title, by=by, brands=brands, total=count)
        run = BulkRun(
            job_run_id=job.id,
            dry_run_id=dry.id,
            staff_id=by.id,
            action=dry.action,
            filters=dry.filters,
            words=dry.words,
            reason_code=dry.reason_code,
            reason_text=dry.reason_text,
            brand_ids=brands,
            agreed=count,
        )
        _add(run)
        event = events.BulkRunStarted(
            target=run.outside_id,
            action=run.action,
            dry_run=dry.outside_id,
            agreed=count,
            reason_code=run.reason_code,
        )
        log.record(event)
    return run


def cancel(bulk_id: str, *, by: Staff) -> None:
    """Whoever asked may think better of it; what is done stays done."""
    job = db.session.get_one(JobRun, own(bulk_id, by=by).job_run_id)
    job_runs.cancel(job.outside_id, brands=None)


def own(bulk_id: str, *, by: Staff) -> BulkRun:
    """Raises NotFound unless `by` asked for it."""
    run = db.session.scalar(
        select(BulkRun).where(BulkRun.public_id == inside("bk", bulk_id), BulkRun.staff_id == by.id)
    )
    if run is None:
        raise NotFound("There is no such run of yours.")
    return run


def narrowed(action: Action, brands: Collection[int] | None, by: Staff) -> list[int] | None:
    """`brands` as far as `by` may act there now; raises Forbidden for those who may no more."""
    now = held(action, by)
    if brands is None:
        return None if now is None else sorted(now)
    return sorted(brands if now is None else now.intersection(brands))


def held(action: Action, by: Staff) -> frozenset[int] | None:
    """Where `by` may act on many at this moment; raises Forbidden for those who may not, or not any more."""
    rights = permissions_of(by) if by.status == "active" else {}
    for permission in (Bulk.OWN_START.value, action.permission.value):
        if permission not in rights:
            raise Forbidden(f"You need the permission “{permission}”.", permission=permission)
    return rights[action.permission.value]


def written(arguments: Arguments) -> str:
    """As canonical JSON: each name with its values."""
    return canonical(arguments.to_dict(flat=False))


def read(filters: str) -> Arguments:
    return MultiDict(json.loads(filters))


def _followed(dry: BulkRun) -> BulkRun | None:
    """What followed; the job's row is locked, so two who start at once are one after the other."""
    db.session.get_one(JobRun, dry.job_run_id, with_for_update=True, populate_existing=True)
    db.session.refresh(dry)
    return db.session.scalar(select(BulkRun).where(BulkRun.dry_run_id == dry.id))


def _insist_on_agreement(dry: BulkRun, count: int) -> None:
    job = db.session.get_one(JobRun, dry.job_run_id)
    if dry.dry_run_id is not None or job.state != "succeeded" or job.result is None:
        raise Refused("Only a dry run that has ended can be followed. Wait for it, or ask for a new one.")
    insist_on_rows(dry)
    if count != job.result["count"] or count < 1:
        found = job.result["count"]
        raise Invalid(f"The dry run found {found:,}, not {count:,}.", pointers={"count": f"Type {found:,}."})


def insist_on_rows(run: BulkRun) -> None:
    """Raises Refused when what was found of the rows is not kept any more."""
    if run.rows_are != "kept":
        raise Refused(ROWS_GONE)


def _add(run: BulkRun) -> None:
    db.session.add(run)
    db.session.flush()
