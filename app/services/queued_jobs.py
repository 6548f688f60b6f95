"""Jobs the queue gave up, asked for again by hand."""

from collections.abc import Collection

from sqlalchemy import text

from app.areas.monitoring import events
from app.audit import log
from app.errors import NotFound
from app.extensions import db, transaction

FAILED = text("select task_name from procrastinate.procrastinate_jobs where id = :job and status = 'failed' for update")
RETRY = text("select procrastinate.procrastinate_retry_job_v2(:job, clock_timestamp(), null, null, null)")


def retry(job: int, *, brands: Collection[int] | None) -> None:
    """Raises NotFound unless it stands there as failed, and for whoever looks after some brands only."""
    if brands is not None:
        raise NotFound("The queue works for every brand. Ask somebody who looks after all of them.")
    with transaction():
        task = db.session.scalar(FAILED, {"job": job})
        if task is None:
            raise NotFound(
                "There is no failed job of this number. Perhaps it was asked for again, or removed, already."
            )
        db.session.execute(RETRY, {"job": job})
        log.record(events.QueuedJobRetried(job=job, task=task))
