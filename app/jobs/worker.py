"""Runs the jobs, each inside the application."""

from typing import Any

import procrastinate
from flask import Flask
from procrastinate.middleware import SyncCallNext

from app.config import Settings
from app.jobs.upkeep import SCHEDULE

SCHEMA = "procrastinate"


def queue(settings: Settings) -> procrastinate.App:
    """Return the queue with every job there is."""
    connector = procrastinate.PsycopgConnector(
        conninfo=settings.database_url.get_secret_value(),
        kwargs={"options": f"-c search_path={SCHEMA}"},
        min_size=1,
        max_size=4,
    )
    jobs = procrastinate.App(connector=connector)
    for cron, job in SCHEDULE.items():
        name = job.__name__
        jobs.periodic(cron=cron)(jobs.task(name=name, queueing_lock=name)(job))
    return jobs


def run(app: Flask, settings: Settings, *, wait: bool = True) -> None:
    """Work until a signal comes, or with `wait=False` until nothing is left to do."""

    def inside_the_application(call_next: SyncCallNext, *_: Any) -> Any:
        with app.app_context():
            return call_next()

    queue(settings).run_worker(
        wait=wait, delete_jobs="successful", shutdown_graceful_timeout=3.0, task_middleware=[inside_the_application]
    )
