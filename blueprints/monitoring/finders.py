"""How jobs and alerts are found: by their ids."""

from uuid import UUID

from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.checks.catalogue import titled
from app.queries import alerts, job_runs
from app.queries.alerts import SeenAlert
from app.queries.job_runs import SeenRun
from app.queries.reach import Brands
from app.web.finding import by_id


def _alert(key: UUID, _: Brands) -> SeenAlert:
    return alerts.one(key, alerts.reach(current_user, Monitoring.ALERTS_READ))


def _say(found: SeenRun) -> str:
    return f"{found.title}, {found.state}"


FINDERS = (
    by_id(
        "Jobs",
        "jb",
        Monitoring.JOBS_READ,
        one=job_runs.one,
        endpoint="monitoring.show_job",
        argument="job_id",
        say=_say,
    ),
    by_id(
        "Alerts",
        "al",
        Monitoring.ALERTS_READ,
        one=_alert,
        endpoint="monitoring.show_alert",
        argument="alert_id",
        say=lambda found: f"{titled(found.cause)}, {found.figure}",
    ),
)
