"""What an operator may decide about acts on many."""

from datetime import timedelta

from app.areas.bulk.permissions import Bulk
from app.settings import Duration

ROWS_KEPT = Duration(
    key="bulk.rows_kept",
    default=timedelta(days=90),
    least=timedelta(days=7),
    most=timedelta(days=3650),
    sentence="What became of each row of a bulk run is kept for this long after its end; its figures stay.",
    changed_by=Bulk.SETTINGS_UPDATE,
)
