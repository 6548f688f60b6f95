"""How acts on many are found: one’s own by their ids, whatever the brand."""

from uuid import UUID

from app.areas.bulk.permissions import Bulk
from app.queries import bulk_runs
from app.queries.bulk_runs import SeenBulkRun
from app.queries.reach import Brands
from app.security.sessions import current_staff
from app.web.finding import by_id


def _one(bulk_id: UUID, _: Brands) -> SeenBulkRun:
    return bulk_runs.one(bulk_id, current_staff().id)


def _say(found: SeenBulkRun) -> str:
    return f"{found.job.title}, {found.job.state}"


FINDERS = (
    by_id(
        "Bulk runs",
        "bk",
        Bulk.OWN_READ,
        one=_one,
        endpoint="bulk.show_bulk_run",
        argument="bulk_id",
        say=_say,
    ),
)
