"""Runs the jobs, each inside the application. What is long or waits for strangers has a lane of its own: no short job
waits for it."""

import asyncio
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import procrastinate
from flask import Flask, g
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.middleware import SyncCallNext
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from app.audit.who import Actor, acting
from app.config import Settings
from app.errors import Unavailable
from app.jobs import tasks

SCHEMA = "procrastinate"
SHORT_AT_A_TIME = 4
AT_A_TIME = {tasks.LONG: 2, tasks.SENDING: 4}  # of the queues with a lane of their own
WITHOUT_DATABASE = 5.0  # seconds a lane waits for a connection before it gives up
GRACE = 3.0  # seconds for the jobs that run when the worker is told to stop
GONE_WITHIN = 8.0  # seconds from that word until the kernel ends what still waits: for a job, or for its database


class AsDeclared(BaseRetryStrategy):
    """Whether a job that ended badly is tried again, and when."""

    def __init__(self, backoff: tasks.Backoff | None) -> None:
        self.backoff = backoff

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """A worker that had to stop is no failure of the task: the next one goes on at once."""
        if isinstance(exception, tasks.Interrupted):
            return RetryDecision(retry_in={"seconds": 0})
        if self.backoff is None or job.attempts >= self.backoff.attempts:
            return None
        return RetryDecision(retry_in={"seconds": self.backoff.wait(job.attempts)})


def queue(settings: Settings) -> procrastinate.App:
    """Return the queue with every job there is."""
    connector = procrastinate.PsycopgConnector(
        conninfo=settings.database_url.get_secret_value(),
        kwargs={"options": f"-c search_path={SCHEMA}"},
        min_size=1,
        max_size=4,
        timeout=WITHOUT_DATABASE,
    )
    jobs = procrastinate.App(connector=connector)
    for name, task in tasks.every().items():
        cron = tasks.schedule().get(name)
        job = jobs.task(
            name=name,
            queue=task.queue,
            queueing_lock=name if cron else None,  # what falls due twice while nobody works is done once
            retry=AsDeclared(task.retry),
        )(task.run)
        if cron:
            jobs.periodic(cron=cron)(job)
    return jobs


def run(app: Flask, settings: Settings, *, wait: bool = True) -> None:
    """Work until a signal comes, or with `wait=False` until nothing is left to do."""

    stopping = threading.Event()

    def inside_the_application(call_next: SyncCallNext, context: JobContext, *_: Any) -> Any:
        with app.app_context(), acting(Actor("system", context.job.task_name)):
            g.is_worker_stopping = stopping.is_set
            return call_next()

    how: dict[str, Any] = {
        "delete_jobs": "successful",
        "shutdown_graceful_timeout": GRACE,
        "task_middleware": [inside_the_application],
    }
    if wait:
        asyncio.run(_work(queue(settings), stopping, how))
    else:
        queue(settings).run_worker(wait=False, **how)


async def _work(jobs: procrastinate.App, stopping: threading.Event, how: dict[str, Any]) -> None:
    """All lanes until a signal comes. Raises Unavailable when one of them ends by itself, since part of a worker would
    go unnoticed."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(SHORT_AT_A_TIME + sum(AT_A_TIME.values())))
    short = {"queues": sorted(tasks.queues() - set(AT_A_TIME)), "concurrency": SHORT_AT_A_TIME, "name": "short"}
    own = [{"queues": [name], "concurrency": number, "name": name} for name, number in AT_A_TIME.items()]
    async with jobs.open_async():
        lanes = [
            asyncio.create_task(jobs.run_worker_async(**lane, **how, install_signal_handlers=False))
            for lane in (short, *own)
        ]
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await asyncio.wait([*lanes, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        signal.setitimer(signal.ITIMER_REAL, GONE_WITHIN)  # nobody may be left who would end us otherwise
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)
    if not stop.is_set():
        raise Unavailable("A lane of the worker ended by itself, or lost the database: the log says why.")
