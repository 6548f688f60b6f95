"""Runs the jobs, each inside the application."""

from typing import Any

import procrastinate
from flask import Flask
from procrastinate.jobs import Job
from procrastinate.middleware import SyncCallNext
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from app.config import Settings
from app.jobs import tasks

SCHEMA = "procrastinate"
AT_A_TIME = 4


class Doubling(BaseRetryStrategy):
    """A task's own backoff, as the queue asks for it."""

    def __init__(self, backoff: tasks.Backoff) -> None:
        self.backoff = backoff

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """A worker that has to stop is no failure of the task: what it had in hand is found and done again."""
        if job.attempts >= self.backoff.attempts or not isinstance(exception, Exception):
            return None
        return RetryDecision(retry_in={"seconds": self.backoff.wait(job.attempts)})


def queue(settings: Settings) -> procrastinate.App:
    """Return the queue with every job there is."""
    connector = procrastinate.PsycopgConnector(
        conninfo=settings.database_url.get_secret_value(),
        kwargs={"options": f"-c search_path={SCHEMA}"},
        min_size=1,
        max_size=4,
    )
    jobs = procrastinate.App(connector=connector)
    for name, task in tasks.every().items():
        cron = tasks.schedule().get(name)
        job = jobs.task(
            name=name,
            queue=task.queue,
            queueing_lock=name if cron else None,  # what falls due twice while nobody works is done once
            retry=Doubling(task.retry) if task.retry else False,
        )(task.run)
        if cron:
            jobs.periodic(cron=cron)(job)
    return jobs


def run(app: Flask, settings: Settings, *, wait: bool = True) -> None:
    """Work until a signal comes, or with `wait=False` until nothing is left to do."""

    def inside_the_application(call_next: SyncCallNext, *_: Any) -> Any:
        with app.app_context():
            return call_next()

    queue(settings).run_worker(
        wait=wait,
        concurrency=AT_A_TIME,
        delete_jobs="successful",
        shutdown_graceful_timeout=3.0,
        task_middleware=[inside_the_application],
    )
