"""Asking for background work in the transaction that wants it: neither change nor job without the other."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.jobs import tasks

DEFER = text("""
    select unnest(procrastinate.procrastinate_defer_jobs_v1(array[
      (:queue, :name, 0, :lock, :queueing_lock, cast(:arguments as jsonb), cast(:schedule_at as timestamptz))
    ]::procrastinate.procrastinate_job_to_defer_v1[]))
""")


def enqueue(
    name: str,
    /,
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    schedule_at: datetime | None = None,
    queue: str | None = None,
    **arguments: Any,
) -> int | None:
    """Have the task `name` run with `arguments` (plain JSON) once the caller's transaction has committed.

    Jobs of one `lock` run one after the other. With a `queueing_lock` at most one waits: returns None when one does,
    else the job's number. Raises LookupError for a task or a queue nobody declares, RuntimeError outside of a
    transaction.
    """
    task = tasks.every().get(name)
    if task is None:
        raise LookupError(f"No module of app/jobs declares the task “{name}”.")
    if queue and queue not in tasks.queues():
        raise LookupError(f"No worker looks after the queue “{queue}”.")
    if not db.session().info.get("in_transaction"):
        raise RuntimeError("A job is enqueued inside the transaction that wants it.")
    job = {"name": name, "queue": queue or task.queue, "lock": lock, "queueing_lock": queueing_lock}
    job |= {"schedule_at": schedule_at, "arguments": json.dumps(arguments)}
    return _defer_unless_waiting(job) if queueing_lock else db.session.scalar(DEFER, job)


def _defer_unless_waiting(job: dict[str, Any]) -> int | None:
    try:
        with db.session.begin_nested():
            return db.session.scalar(DEFER, job)
    except IntegrityError:
        return None
