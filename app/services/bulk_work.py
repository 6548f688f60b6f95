"""The jobs of an act on many: what it would do, and doing it, each row in a transaction of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from app.areas.bulk import events
from app.audit import log as audit_log
from app.bulk import actions
from app.bulk.actions import Action, Why
from app.errors import Forbidden, Refused, Unavailable
from app.extensions import db, transaction
from app.ids import inside, outside
from app.models.bulk import BulkRow, BulkRun
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries.keyset import AnySelect, lowest
from app.services import bulk_runs, job_steps
from app.services.job_steps import Cancelled, Steps

log = structlog.get_logger()
AT_ONCE, TOLD_EVERY = 200, 20
SAMPLE, EXAMPLES = 20, 3
NO_MORE = "More match now than was agreed to."


@dataclass(frozen=True)
class Order:
    """What is to be done, read once: `matching` is narrowed to what there was when the dry run was asked for."""

    run_id: int
    id: str
    action: Action
    matching: AnySelect
    why: Why
    staff_id: int
    agreed: int


def try_out(steps: Steps) -> dict[str, Any]:
    """The dry run: how many it would touch, some of them, and whom it would leave alone."""
    order, count, seen = _order(steps), 0, 0
    sample: list[str] = []
    left: dict[str, dict[str, Any]] = {}
    for row_id, reason in _judged(order, None):
        seen, row = seen + 1, outside(order.action.prefix, row_id)
        if reason is None:
            count += 1
            sample += [row] if len(sample) < SAMPLE else []
        else:
            group = left.setdefault(reason, {"reason": reason, "count": 0, "ids": []})
            group["count"] += 1
            group["ids"] += [row] if len(group["ids"]) < EXAMPLES else []
        if seen % AT_ONCE == 0:
            steps.at(seen)
    steps.at(seen, seen)
    return {"count": count, "sample": sample, "skipped": sorted(left.values(), key=lambda each: -each["count"])}


def carry_out(steps: Steps) -> None:
    """The run: it goes on after the last row that is written down. Its end and the event of it are one transaction."""
    order = _order(steps)
    try:
        _each(steps, order)
    except Cancelled:
        _end(steps, order, "cancelled", f"Stopped at {steps.done:,}, as asked.")
    except Unavailable:
        raise
    except Refused as error:
        _end(steps, order, "failed", error.message)
    else:
        _end(steps, order, "succeeded")


def _each(steps: Steps, order: Order) -> None:
    written = _counts(order)
    seen, done = sum(written.values()), written["done"]
    after = db.session.scalar(
        select(BulkRow.row_id).where(BulkRow.bulk_run_id == order.run_id).order_by(BulkRow.row_id.desc()).limit(1)
    )
    steps.at(seen, seen + _remaining(order, after))
    for row_id, reason in _judged(order, after):
        done += _take(order, row_id, NO_MORE if done >= order.agreed else reason)
        seen += 1
        if seen % TOLD_EVERY == 0:
            steps.at(seen)
    steps.at(seen, seen)


def _take(order: Order, row_id: UUID, reason: str | None) -> bool:
    """Whether it was done. Nobody without the right goes on: Forbidden ends the run."""
    if reason is not None:
        return _leave(order, row_id, "skipped", reason)
    try:
        with transaction():
            if is_new := _write(order, row_id, "done"):
                by = db.session.get_one(Staff, order.staff_id)
                order.action.act(outside(order.action.prefix, row_id), order.why, by)
        return is_new
    except (Forbidden, Unavailable):
        raise
    except Refused as error:
        return _leave(order, row_id, "skipped", error.message)
    except Exception as error:
        log.exception("a row failed", run=order.id, row=str(row_id))
        return _leave(order, row_id, "failed", job_steps.say(error))


def _leave(order: Order, row_id: UUID, outcome: str, reason: str) -> bool:
    with transaction():
        _write(order, row_id, outcome, reason)
    return False


def _write(order: Order, row_id: UUID, outcome: str, reason: str = "") -> bool:
    """Whether this row was not written down yet; waits for another worker that is at it."""
    row = insert(BulkRow).values(bulk_run_id=order.run_id, row_id=row_id, outcome=outcome, reason=reason)
    return db.session.execute(row.on_conflict_do_nothing().returning(BulkRow.row_id)).first() is not None


def _order(steps: Steps) -> Order:
    """Raises Forbidden when whoever asked may no more."""
    dry = aliased(BulkRun)
    run, staff, dry_asked_at = db.session.execute(
        select(BulkRun, Staff, dry.asked_at)
        .join(JobRun, JobRun.id == BulkRun.job_run_id)
        .join(Staff, Staff.id == BulkRun.staff_id)
        .outerjoin(dry, dry.id == BulkRun.dry_run_id)
        .where(JobRun.public_id == inside("jb", steps.job_id))
    ).one()
    action = actions.named(run.action)
    brands = bulk_runs.narrowed(action, run.brand_ids, staff)
    conditions = action.read(bulk_runs.read(run.filters)).conditions
    matching = action.select(conditions, brands).where(action.key < lowest(dry_asked_at or run.asked_at))
    why = Why(run.reason_code, run.reason_text)
    return Order(run.id, run.outside_id, action, matching, why, staff.id, run.agreed or 0)


def _judged(order: Order, after: UUID | None) -> Iterator[tuple[UUID, str | None]]:
    """Every row that matches, oldest first, and why it is to be left alone; nothing is held between them."""
    while True:
        found = db.session.scalars(_from(order, after).order_by(order.action.key).limit(AT_ONCE)).all()
        judged = [(row.public_id, order.action.judge(row, order.staff_id)) for row in found]
        db.session.rollback()
        yield from judged
        if len(judged) < AT_ONCE:
            return
        after = judged[-1][0]


def _remaining(order: Order, after: UUID | None) -> int:
    rows = _from(order, after).with_only_columns(order.action.key).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def _from(order: Order, after: UUID | None) -> AnySelect:
    return order.matching if after is None else order.matching.where(order.action.key > after)


def _counts(order: Order) -> dict[str, int]:
    found = select(BulkRow.outcome, func.count()).where(BulkRow.bulk_run_id == order.run_id).group_by(BulkRow.outcome)
    return {"done": 0, "skipped": 0, "failed": 0} | {row.outcome: row[1] for row in db.session.execute(found)}


def _end(steps: Steps, order: Order, state: str, message: str = "") -> None:
    with transaction():
        counts = _counts(order)
        steps.end_within(state, message=message, result=counts)
        ended = events.BulkRunEnded(target=order.id, action=order.action.name, state=state, **counts)
        audit_log.record(ended)
