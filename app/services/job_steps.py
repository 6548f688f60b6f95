"""What a worker tells of a run while it works on it, each in a small transaction of its own."""

from typing import Any
from uuid import UUID

from flask import g
from sqlalchemy import func, select, update

from app.audit.who import SYSTEM, Actor
from app.errors import Refused
from app.extensions import db, transaction
from app.ids import inside, outside
from app.jobs.tasks import Interrupted
from app.models.job_run import JobRun
from app.models.staff import Staff

NOW = func.clock_timestamp()
MOST_TIMES = 5
GIVEN_UP = f"Begun {MOST_TIMES} times and never brought to an end. Ask again once the cause is known."
FAULT = "A fault of ours ({error}). The worker’s log tells more; it can be asked for again."


class Cancelled(Exception):
    """Somebody asked the run to stop."""


class Superseded(Exception):
    """Another worker took the run up while this one was thought dead: nothing of it counts any more."""


class Steps:
    """One taking up of a run."""

    def __init__(self, job_id: str, begun: int, done: int, actor: Actor, request_id: UUID | None) -> None:
        self.job_id, self.begun, self.done = job_id, begun, done
        self.actor, self.request_id = actor, request_id

    def at(self, done: int, total: int | None = None, message: str = "") -> None:
        """Tell how far it is; raises Cancelled, Superseded, or Interrupted when the worker has to stop."""
        self.done = done
        with transaction():
            values: dict[str, Any] = {"done": done, "message": message, "heartbeat_at": NOW}
            values |= {} if total is None else {"total": total}
            asked = self._write(values)
        if asked:
            raise Cancelled
        if (is_stopping := g.get("is_worker_stopping")) and is_stopping():
            raise Interrupted

    def end(self, state: str, *, message: str = "", result: dict[str, Any] | None = None) -> None:
        """`succeeded`, `failed` or `cancelled`."""
        with transaction():
            self.end_within(state, message=message, result=result)

    def end_within(self, state: str, *, message: str = "", result: dict[str, Any] | None = None) -> None:
        """The same inside the caller's transaction."""
        self._write({"state": state, "message": message, "result": result, "ended_at": NOW, "heartbeat_at": NOW})

    def _write(self, values: dict[str, Any]) -> bool:
        """Whether it is asked to stop; raises Superseded unless the run is still this worker's."""
        mine = (JobRun.public_id == inside("jb", self.job_id), JobRun.begun == self.begun, JobRun.state == "running")
        written = db.session.execute(
            update(JobRun).where(*mine).values(values).returning(JobRun.cancel_asked_at)
        ).one_or_none()
        if written is None:
            raise Superseded
        return written[0] is not None


def begin(job_id: str) -> Steps | None:
    """Take the run up, again after a worker that died; None when there is nothing left to do."""
    with transaction():
        run = db.session.scalar(select(JobRun).where(JobRun.public_id == inside("jb", job_id)).with_for_update())
        if run is None or run.ended_at is not None:
            return None
        if run.cancel_asked_at is not None:
            run.state, run.ended_at = "cancelled", NOW
            return None
        if run.begun >= MOST_TIMES:
            run.state, run.message, run.ended_at = "failed", GIVEN_UP, NOW
            return None
        run.state, run.begun, run.heartbeat_at = "running", run.begun + 1, NOW
        run.started_at = run.started_at or NOW
        db.session.flush()
        return Steps(job_id, run.begun, run.done, _actor(run.staff_id), run.request_id)


def say(error: Exception) -> str:
    """A failure in words to act on."""
    return error.message if isinstance(error, Refused) else FAULT.format(error=type(error).__name__)


def _actor(staff_id: int | None) -> Actor:
    staff = db.session.get(Staff, staff_id) if staff_id else None
    return Actor("staff", outside("st", staff.public_id)) if staff else SYSTEM
