"""Alerts nobody looks after, and jobs that failed, for whoever may do something about them."""

from flask import url_for
from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.checks.catalogue import titled
from app.queries import alerts, job_runs
from app.queries.keyset import Window
from app.queries.reach import Brands
from app.web.waiting import SHOWN, Item, Source, Waiting


def _failed(brands: Brands) -> Waiting:
    found = job_runs.listed([job_runs.in_state("failed")], Window(size=SHOWN), brands)
    return Waiting(found.total_text, [_item(each) for each in found.rows])


def _item(run: job_runs.SeenRun) -> Item:
    return Item(run.title, run.message, url_for("monitoring.show_job", job_id=run.id), run.ended_at or run.asked_at)


def _unattended(_: Brands) -> Waiting:
    reached = alerts.reach(current_user, Monitoring.ALERTS_MANAGE)
    found = alerts.listed([alerts.is_unattended(), *reached], Window(size=SHOWN))
    return Waiting(found.total_text, [_alert(each) for each in found.rows])


def _alert(each: alerts.SeenAlert) -> Item:
    address = url_for("monitoring.show_alert", alert_id=each.id)
    return Item(titled(each.cause), each.figure, address, each.opened_at)


INBOX = (
    Source(
        "Alerts nobody looks after",
        Monitoring.ALERTS_MANAGE,
        "monitoring.list_alerts",
        _unattended,
        (("state", "open"),),
    ),
    Source("Jobs that failed", Monitoring.JOBS_MANAGE, "monitoring.list_jobs", _failed, (("state", "failed"),)),
)
