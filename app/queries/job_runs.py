"""Background work as staff read it: who asked, how far it is, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select

from app import clock
from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries import settings
from app.queries.keyset import AnySelect, Condition, Page, Window, turned, windowed
from app.queries.reach import Brands
from app.settings import named

STATES = ("queued", "running", "succeeded", "failed", "cancelled")
TONES = {"queued": "", "running": "info", "succeeded": "ok", "failed": "bad", "cancelled": ""}


@dataclass(frozen=True)
class SeenRun:
    """One run. `share` is None while nobody knows how much there is to do."""

    run_id: UUID
    name: str
    title: str
    state: str
    done: int
    total: int | None
    message: str
    result: dict[str, Any] | None
    begun: int
    request_id: UUID | None
    asked_at: datetime
    started_at: datetime | None
    heartbeat_at: datetime | None
    cancel_asked_at: datetime | None
    ended_at: datetime | None
    by: str | None = None

    @cached_property
    def id(self) -> str:
        return outside("jb", self.run_id)

    @property
    def request(self) -> str:
        return outside("rq", self.request_id) if self.request_id else ""

    @property
    def share(self) -> float | None:
        return None if not self.total else min(self.done / self.total, 1.0)

    @property
    def is_ended(self) -> bool:
        return self.ended_at is not None

    @property
    def is_stopping(self) -> bool:
        return self.cancel_asked_at is not None and not self.is_ended

    @property
    def may_be_retried(self) -> bool:
        return self.state in ("failed", "cancelled")

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def took(self) -> timedelta | None:
        return None if self.started_at is None else (self.ended_at or clock.now()) - self.started_at


def in_state(state: str) -> Condition:
    return JobRun.state == state


def of_task(name: str) -> Condition:
    return JobRun.name == name


def listed(
    conditions: Sequence[Condition], window: Window, brands: Brands, *, oldest_first: bool = False
) -> Page[SeenRun]:
    """One page of runs, newest first unless told otherwise: two queries at most."""
    query = _visible(brands).where(*conditions)
    rows = windowed(query, JobRun.public_id, window, newest_first=not oldest_first)
    found = [seen(row) for row in db.session.execute(rows)]
    return turned(found, [run.run_id for run in found], window, query)


def one(run_id: UUID, brands: Brands) -> SeenRun:
    """Raises NotFound when there is none, or when it reaches beyond these brands."""
    row = db.session.execute(_visible(brands).where(JobRun.public_id == run_id)).one_or_none()
    if row is None:
        raise missing()
    return seen(row)


def missing() -> NotFound:
    kept = settings.written(named("monitoring.jobs_kept"))
    return NotFound(
        "There is no such job, or it reaches beyond the brands that are yours. "
        f"Perhaps it ended and was removed since: jobs are kept for {kept}."
    )


def _visible(brands: Brands) -> AnySelect:
    query = select(*columns(), Staff.name).outerjoin(Staff, Staff.id == JobRun.staff_id)
    return query if brands is None else query.where(JobRun.brand_ids.contained_by(sorted(brands)))


def columns() -> tuple[SQLColumnExpression[Any], ...]:
    """What a `SeenRun` is made of, but who asked."""
    run = JobRun
    return (
        run.public_id, run.name, run.title, run.state, run.done, run.total, run.message, run.result, run.begun,
        run.request_id, run.asked_at, run.started_at, run.heartbeat_at, run.cancel_asked_at, run.ended_at,
    )  # fmt: skip


def seen(row: Sequence[Any]) -> SeenRun:
    return SeenRun(*row)
