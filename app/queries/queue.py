"""What stands in the queue itself: when the clock last asked for a task, and which jobs failed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import text

from app.extensions import db

MOST_FAILED = 100
LAST = text("""
    select task_name, max(defer_timestamp) from procrastinate.procrastinate_periodic_defers group by task_name
""")
FAILED = text("""
    select jobs.id, task_name, attempts, max(events.at)
    from procrastinate.procrastinate_jobs jobs
    left join procrastinate.procrastinate_events events on events.job_id = jobs.id and events.type = 'failed'
    where status = 'failed' group by jobs.id order by jobs.id desc limit :most
""")
STANDING = text("""
    select count(*) filter (where status = 'todo'), count(*) filter (where status = 'doing'),
      (select count(*) from procrastinate.procrastinate_workers
       where last_heartbeat > clock_timestamp() - interval '30 seconds')
    from procrastinate.procrastinate_jobs where status in ('todo', 'doing')
""")


@dataclass(frozen=True)
class FailedJob:
    """A job that was tried as often as its task allows."""

    id: int
    task: str
    attempts: int
    failed_at: datetime | None


@dataclass(frozen=True)
class Standing:
    """How many jobs wait and run, and how many lanes of living workers look after them."""

    waiting: int
    running: int
    lanes: int


def last_due() -> dict[str, datetime]:
    """When each scheduled task last fell due."""
    return {name: datetime.fromtimestamp(at, UTC) for name, at in db.session.execute(LAST)}


def failed() -> list[FailedJob]:
    """The newest of them first."""
    return [FailedJob(*row) for row in db.session.execute(FAILED, {"most": MOST_FAILED})]


def standing() -> Standing:
    return Standing(*db.session.execute(STANDING).one())
