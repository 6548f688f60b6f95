"""What goes when its time is over, a batch at a time. The database keeps what is younger or unended, whoever asks."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from app.areas.bulk.settings import ROWS_KEPT
from app.areas.exports.settings import RECORDS_KEPT
from app.areas.monitoring.events import RecordsPruned
from app.areas.monitoring.settings import JOBS_KEPT
from app.areas.webhooks.settings import DELIVERIES_KEPT
from app.audit import log
from app.extensions import db, transaction
from app.queries import settings
from app.settings import Setting


@dataclass(frozen=True)
class Kind:
    """Rows that `prune_<name>` in the database removes once they are older than `kept`."""

    name: str
    words: str
    kept: Setting[timedelta]


KINDS = (
    Kind("webhook_deliveries", "delivered webhooks", DELIVERIES_KEPT),
    Kind("bulk_rows", "rows of bulk runs", ROWS_KEPT),
    Kind("exports", "records of exports", RECORDS_KEPT),
    Kind("job_runs", "ended jobs", JOBS_KEPT),
    Kind("queued_jobs", "jobs that the queue gave up", JOBS_KEPT),
)


def prune(kind: Kind, at_most: int) -> int:
    """Remove the oldest of them, with a record of how many; returns that."""
    with transaction():
        kept = settings.value(kind.kept)
        count = db.session.scalar(select(getattr(func, f"prune_{kind.name}")(kept, at_most))) or 0
        if count:
            log.record(RecordsPruned(target=kind.words, count=count, kept=kind.kept.written(kept)))
    return count
