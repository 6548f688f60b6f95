"""How background work is found: a job by its id."""

from app.areas.monitoring.permissions import Monitoring
from app.queries import job_runs
from app.queries.job_runs import SeenRun
from app.web.finding import by_id


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
)
