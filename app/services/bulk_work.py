"""The jobs of an act on many: what it would do, and doing it, each row in a transaction of its own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.areas.bulk import events
from app.audit import log as audit_log
from app.bulk import actions
from app.bulk.actions import Action, Why
from app.errors import Forbidden, Refused, Unavailable
from app.extensions import db, transaction
from app.ids import inside, outside
from app.models.bulk import BulkRun
from app.models.job_run import JobRun
from app.models.staff import Staff
from app.queries.keyset import AnySelect, lowest
from app.services import bulk_rows, bulk_runs, job_steps
from app.services.bulk_rows import Judged
from app.services.job_steps import Cancelled, Steps

log = structlog.get_logger()
AT_ONCE, TOLD_EVERY = 200, 20
GONE = "It changed since the dry run: it matches no more, or is not yours to change."


@dataclass(frozen=True)
class Order:
    """What is to be done, read once: `matching` is narrowed to what there was when the dry run was asked for."""

    run_id: int
    dry_run_id: int  # its own, when it is one
    id: str
    action: Action
    matching: AnySelect
    why: Why
    staff_id: int
    agreed: int


def try_out(steps: Steps) -> dict[str, Any]:
    """The dry run: it writes down which rows are due and which it would leave alone. A page of rows is one
    transaction; whoever takes it up again goes on after the last."""
    order = _order(steps)
    seen, after = bulk_rows.written(order.run_id), bulk_rows.last(order.run_id)
    steps.at(seen, seen + _remaining(order, after))
    while True:
        with transaction():
            page = _judged(order, _from(order, after))
            bulk_rows.write(order.run_id, page, "due")
            seen += len(page)
            steps.at(seen)
        if len(page) < AT_ONCE:
            break
        after = page[-1][0]
    steps.at(seen, seen)
    return bulk_rows.tried(order.run_id, order.action.prefix)


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
    seen, after = bulk_rows.written(order.run_id), bulk_rows.last(order.run_id)
    steps.at(seen, order.agreed)
    while page := _agreed(order, after):
        for row_id, reason in page:
            _take(order, row_id, reason)
            seen += 1
            if seen % TOLD_EVERY == 0:
                steps.at(seen)
        after = page[-1][0]
    steps.at(seen)


def _take(order: Order, row_id: UUID, reason: str) -> None:
    """Nobody without the right goes on: Forbidden ends the run."""
    if reason:
        return _leave(order, row_id, reason)
    try:
        with transaction():
            by = db.session.get_one(Staff, order.staff_id, populate_existing=True)
            bulk_runs.held(order.action, by)
            if bulk_rows.write(order.run_id, [(row_id, "")], "done"):
                order.action.act(outside(order.action.prefix, row_id), order.why, by)
    except (Forbidden, Unavailable):
        raise
    except Refused as error:
        _leave(order, row_id, error.message)
    except Exception as error:
        log.exception("a row failed", run=order.id, row=str(row_id))
        _leave(order, row_id, job_steps.say(error), "failed")


def _leave(order: Order, row_id: UUID, reason: str, outcome: str = "skipped") -> None:
    with transaction():
        bulk_rows.write(order.run_id, [(row_id, reason)], "done", outcome)


def _order(steps: Steps) -> Order:
    """Raises Forbidden when whoever asked may no more, Refused when it is taken up again after its rows went."""
    dry = aliased(BulkRun)
    run, staff, dry_asked_at = db.session.execute(
        select(BulkRun, Staff, dry.asked_at)
        .join(JobRun, JobRun.id == BulkRun.job_run_id)
        .join(Staff, Staff.id == BulkRun.staff_id)
        .outerjoin(dry, dry.id == BulkRun.dry_run_id)
        .where(JobRun.public_id == inside("jb", steps.job_id))
    ).one()
    bulk_runs.insist_on_rows(run)
    action = actions.named(run.action)
    brands = bulk_runs.narrowed(action, run.brand_ids, staff)
    conditions = action.filters(bulk_runs.read(run.filters)).sought
    matching = action.select(conditions, brands).where(action.key < lowest(dry_asked_at or run.asked_at))
    why = Why(run.reason_code, run.reason_text)
    return Order(run.id, run.dry_run_id or run.id, run.outside_id, action, matching, why, staff.id, run.agreed or 0)


def _agreed(order: Order, after: UUID | None) -> list[Judged]:
    """The next of the rows that were due, judged again; nothing is held between the pages."""
    due = bulk_rows.due(order.dry_run_id, after, AT_ONCE)
    now = dict(_judged(order, order.matching.where(order.action.key.in_(due))))
    db.session.rollback()
    return [(row_id, now.get(row_id, GONE)) for row_id in due]


def _judged(order: Order, rows: AnySelect) -> list[Judged]:
    """Oldest first, each with the reason why it is to be left alone."""
    found = db.session.scalars(rows.order_by(order.action.key).limit(AT_ONCE)).all()
    return [(row.public_id, order.action.judge(row, order.staff_id) or "") for row in found]


def _remaining(order: Order, after: UUID | None) -> int:
    rows = _from(order, after).with_only_columns(order.action.key).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


def _from(order: Order, after: UUID | None) -> AnySelect:
    return order.matching if after is None else order.matching.where(order.action.key > after)


def _end(steps: Steps, order: Order, state: str, message: str = "") -> None:
    with transaction():
        counts = bulk_rows.counts(order.run_id)
        steps.end_within(state, message=message, result=counts)
        ended = events.BulkRunEnded(target=order.id, action=order.action.name, state=state, **counts)
        audit_log.record(ended)
