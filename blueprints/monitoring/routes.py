"""How the house is doing; background work to read, to stop, to ask for again."""

from typing import Any

from flask import Response, make_response, redirect, url_for
from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.ids import inside
from app.jobs import tasks
from app.queries import job_runs
from app.queries.vitals import lag
from app.security.decorators import requires
from app.services import job_runs as runs
from app.services import queued_jobs
from app.web.answers import page
from blueprints.monitoring import health, tables, tabs, tail
from blueprints.monitoring.area import blueprint
from blueprints.monitoring.forms import JobFilters


@blueprint.get("/")
@requires(Monitoring.PROVIDERS_READ)
def show_health() -> Response:
    return page("monitoring/health.html", **health.seen())


@blueprint.get("/checks")
@requires(Monitoring.PROVIDERS_READ, is_attended=False)
def show_checks() -> Response:
    return page("monitoring/_checks.html", **health.seen())


@blueprint.get("/events")
@requires(Monitoring.HOUSE_READ)
def list_events() -> Response:
    return page("monitoring/events.html", **tail.seen())


@blueprint.get("/events/news")
@requires(Monitoring.HOUSE_READ, is_attended=False)
def show_event_news() -> Response:
    return page("monitoring/_event_lines.html", **tail.news())


@blueprint.get("/processes")
@requires(Monitoring.HOUSE_READ)
def list_processes() -> Response:
    return page("monitoring/processes.html", processes=lag.processes(), tabs=tabs.drawn("processes"))


@blueprint.get("/jobs")
@requires(Monitoring.JOBS_READ)
def list_jobs() -> Response:
    context = tables.job_list(JobFilters.read(), current_user.brands_for(Monitoring.JOBS_READ))
    return page("monitoring/jobs.html", piece="monitoring/_jobs.html", **context)


@blueprint.get("/jobs/<job_id>")
@requires(Monitoring.JOBS_READ)
def show_job(job_id: str) -> Response:
    return page("monitoring/job.html", **_job(job_id))


@blueprint.get("/jobs/<job_id>/progress")
@requires(Monitoring.JOBS_READ, is_attended=False)
def show_job_progress(job_id: str) -> Response:
    return page("monitoring/_job.html", **_job(job_id))


@blueprint.post("/jobs/<job_id>/cancellation")
@requires(Monitoring.JOBS_MANAGE)
def cancel_job(job_id: str) -> Response:
    runs.cancel(job_id, brands=current_user.brands_for(Monitoring.JOBS_MANAGE))
    return make_response(redirect(url_for(".show_job", job_id=job_id), 303))


@blueprint.post("/jobs/<job_id>/retry")
@requires(Monitoring.JOBS_MANAGE)
def retry_job(job_id: str) -> Response:
    runs.retry(job_id, brands=current_user.brands_for(Monitoring.JOBS_MANAGE))
    return make_response(redirect(url_for(".show_job", job_id=job_id), 303))


@blueprint.get("/queue")
@requires(Monitoring.JOBS_READ)
def show_queue() -> Response:
    return page("monitoring/queue.html", **tables.queue_record())


@blueprint.post("/queue/<int:number>/retry")
@requires(Monitoring.JOBS_MANAGE)
def retry_queued_job(number: int) -> Response:
    queued_jobs.retry(number, brands=current_user.brands_for(Monitoring.JOBS_MANAGE))
    return make_response(redirect(url_for(".show_queue"), 303))


def _job(job_id: str) -> dict[str, Any]:
    job = job_runs.one(inside("jb", job_id), current_user.brands_for(Monitoring.JOBS_READ))
    return {"job": job, "is_once": tasks.is_once(job.name)}
