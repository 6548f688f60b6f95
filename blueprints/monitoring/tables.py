"""What the lists of this area show."""

from collections.abc import Collection
from typing import Any

from app.jobs import tasks
from app.queries import job_runs, queue
from app.web import columns, lists
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.monitoring import clockwork
from blueprints.monitoring.forms import JobFilters

JOB_COLUMNS = (
    Column("id", "Job", is_fixed=True),
    Column("asked_at", "Asked", sorts=True),
    Column("title", "What"),
    Column("by", "By"),
    Column("state", "State"),
    Column("progress", "Progress"),
    Column("took", "Took", is_number=True),
)
JOB_VIEWS = {
    "": "All",
    "queued": "Waiting",
    "running": "Running",
    "failed": "Failed",
    "cancelled": "Cancelled",
    "succeeded": "Succeeded",
}


def job_list(filters: JobFilters, brands: Collection[int] | None) -> dict[str, Any]:
    """The page of runs that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(JOB_COLUMNS, "-asked_at"),
        lambda window, oldest_first: job_runs.listed(filters.conditions(), window, brands, oldest_first=oldest_first),
    )
    return shown | {"tabs": tabs("state", JOB_VIEWS)}


def queue_record() -> dict[str, Any]:
    """What the clock asks for, and what the queue gave up."""
    last, failed = queue.last_due(), queue.failed()
    scheduled = [(name, clockwork.in_words(cron), last.get(name)) for name, cron in sorted(tasks.schedule().items())]
    return {"scheduled": scheduled, "failed": failed, "most": queue.MOST_FAILED, "standing": queue.standing()}
