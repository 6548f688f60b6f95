"""What stands written of the rows of an act on many: what was due, what was done, what was left alone and why."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert

from app.extensions import db
from app.ids import outside
from app.models.bulk import BulkRow

SAMPLE, EXAMPLES = 20, 3
Judged = tuple[UUID, str]  # the row, and why it is left alone; "": it is not


def write(run_id: int, rows: Iterable[Judged], outcome: str, otherwise: str = "skipped") -> int:
    """Of those not written yet, `outcome`, or `otherwise` for those with a reason; how many these were.

    Waits for another worker that is at one of them.
    """
    told = [
        {"bulk_run_id": run_id, "row_id": row_id, "outcome": otherwise if reason else outcome, "reason": reason}
        for row_id, reason in rows
    ]
    if not told:
        return 0
    statement = insert(BulkRow).values(told).on_conflict_do_nothing().returning(BulkRow.row_id)
    return len(db.session.execute(statement).all())


def last(run_id: int) -> UUID | None:
    """The row written last: rows are taken in the order of their ids."""
    rows = select(BulkRow.row_id).where(BulkRow.bulk_run_id == run_id)
    return db.session.scalar(rows.order_by(BulkRow.row_id.desc()).limit(1))


def due(dry_run_id: int, after: UUID | None, most: int) -> Sequence[UUID]:
    """The next rows that the dry run found due."""
    rows = select(BulkRow.row_id).where(BulkRow.bulk_run_id == dry_run_id, BulkRow.outcome == "due")
    rows = rows if after is None else rows.where(BulkRow.row_id > after)
    return db.session.scalars(rows.order_by(BulkRow.row_id).limit(most)).all()


def counts(run_id: int) -> dict[str, int]:
    """How many are done, skipped, failed."""
    return {"done": 0, "skipped": 0, "failed": 0} | _counted(run_id)


def written(run_id: int) -> int:
    return sum(_counted(run_id).values())


def tried(run_id: int, prefix: str) -> dict[str, Any]:
    """What a dry run found, in words to show: how many are due, the first of them, the others by their reason."""
    first = due(run_id, None, SAMPLE)
    keys = func.array_agg(aggregate_order_by(BulkRow.row_id, BulkRow.row_id))[1:EXAMPLES]
    rows = select(BulkRow.reason, func.count(), keys).where(BulkRow.bulk_run_id == run_id, BulkRow.outcome == "skipped")
    groups = db.session.execute(rows.group_by(BulkRow.reason).order_by(func.count().desc(), BulkRow.reason)).all()
    return {
        "count": _counted(run_id).get("due", 0),
        "sample": [outside(prefix, key) for key in first],
        "skipped": [
            {"reason": reason, "count": count, "ids": [outside(prefix, key) for key in few]}
            for reason, count, few in groups
        ],
    }


def _counted(run_id: int) -> dict[str, int]:
    rows = select(BulkRow.outcome, func.count()).where(BulkRow.bulk_run_id == run_id).group_by(BulkRow.outcome)
    return {row.outcome: row[1] for row in db.session.execute(rows)}
