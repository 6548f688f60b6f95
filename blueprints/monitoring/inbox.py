"""The jobs that failed, for whoever may try them again."""

from flask import url_for

from app.areas.monitoring.permissions import Monitoring
from app.queries import job_runs
from app.queries.keyset import Window
from app.web.waiting import SHOWN, Brands, Item, Source, Waiting


def _failed(brands: Brands) -> Waiting:
    found = job_runs.listed([job_runs.in_state("failed")], Window(size=SHOWN), brands)
    return Waiting(found.total_text, [_item(each) for each in found.rows])


def _item(run: job_runs.SeenRun) -> Item:
    return Item(run.title, run.message, url_for("monitoring.show_job", job_id=run.id), run.ended_at or run.asked_at)


INBOX = (Source("Jobs that failed", Monitoring.JOBS_MANAGE, "monitoring.list_jobs", _failed, (("state", "failed"),)),)
