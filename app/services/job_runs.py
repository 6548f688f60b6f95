"""Background work as people see it: asked for, begun, moved on, ended; cancelled and asked for again by hand."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text

from app.areas.monitoring import events
from app.audit import log, who
from app.errors import Refused
from app.extensions import db, transaction
from app.ids import inside
from app.jobs import tasks
from app.jobs.queue import enqueue
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries import job_runs as queries
from app.queries.reach import Brands

NOW = func.clock_timestamp()
UNENDED, RETRIABLE = frozenset({"queued", "running"}), frozenset({"failed", "cancelled"})


def ask(
    name: str, title: str, *, by: Staff | None, brands: Brands, total: int | None = None, **arguments: Any
) -> JobRun:
    """Ask for the task `name` in the caller's transaction; `title` says to people what it is."""
    run = JobRun(
        name=name,
        title=title,
        arguments=arguments,
        staff_id=by.id if by else None,
        brand_ids=None if brands is None else sorted(brands),
        request_id=who.request_id(),
        total=total,
    )
    db.session.add(run)
    db.session.flush()
    hand_to_the_queue(run)
    return run


def hand_to_the_queue(run: JobRun) -> None:
    """In the caller's transaction. The lock lets no second worker take up the same run."""
    run.queue_job_id = enqueue(run.name, lock=run.outside_id, job=run.outside_id, **run.arguments)


def cancel(job_id: str, *, brands: Brands) -> JobRun:
    """What waits is cancelled at once, what runs at its next step; raises Refused for what has ended."""
    with transaction():
        run = find(job_id, brands=brands, for_update=True)
        if run.state not in UNENDED:
            raise Refused("This job has ended. There is nothing left to cancel.")
        run.cancel_asked_at = NOW
        if run.state == "queued":
            run.state, run.ended_at = "cancelled", NOW
            db.session.execute(CANCEL_IN_QUEUE, {"job": run.queue_job_id})
        log.record(events.JobCancelAsked(target=run.outside_id, task=run.name))
    return run


def retry(job_id: str, *, brands: Brands) -> JobRun:
    """Take up once more what failed or was cancelled, from where it stood; raises Refused for anything else."""
    with transaction():
        run = find(job_id, brands=brands, for_update=True)
        if run.state not in RETRIABLE:
            raise Refused("Only a job that failed or was cancelled can be asked for again.")
        if tasks.is_once(run.name):
            raise Refused("This job is not taken up again. Whoever asked for it can ask anew, for what is left.")
        run.state, run.message, run.begun = "queued", "", 0
        run.ended_at = run.cancel_asked_at = run.heartbeat_at = None
        hand_to_the_queue(run)
        log.record(events.JobRetried(target=run.outside_id, task=run.name))
    return run


def find(job_id: str, *, brands: Brands, for_update: bool = False) -> JobRun:
    """Raises NotFound when there is none, or when it reaches beyond these brands."""
    query = select(JobRun).where(JobRun.public_id == _key(job_id))
    if for_update:
        query = query.with_for_update().execution_options(populate_existing=True)
    run = db.session.scalar(query)
    if run is None or not reaches(run.brand_ids, brands):
        raise queries.missing()
    return run


def reaches(wanted: Collection[int] | None, brands: Brands) -> bool:
    """Whether somebody with these brands may see what was asked for in those."""
    return brands is None or (wanted is not None and set(wanted) <= set(brands))


def _key(job_id: str) -> UUID:
    return inside("jb", job_id)


CANCEL_IN_QUEUE = text("select procrastinate.procrastinate_cancel_job_v1(:job, false, true)")
