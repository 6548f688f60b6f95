"""What an operator may decide about background work."""

from datetime import timedelta

from app.areas.monitoring.permissions import Monitoring
from app.settings import Duration

JOBS_KEPT = Duration(
    key="monitoring.jobs_kept",
    default=timedelta(days=90),
    least=timedelta(days=7),
    most=timedelta(days=3650),
    sentence="A job that has ended, or that the queue gave up, can be looked at for this long, then it is removed.",
    changed_by=Monitoring.JOBS_MANAGE,
)
