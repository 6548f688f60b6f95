"""A run that can be held up half-way, in a real worker process that can be killed."""

import signal

import psycopg
import pytest

from app.extensions import db, transaction
from app.jobs import tasks
from app.jobs.carrying import long
from app.models.staff import Staff
from app.services import job_runs
from tests.jobs.running import run
from tests.platform import processes

GATE = 4242
COUNT_TO_TEN = """
import sys
from app.config import Settings
from app import create_app
from app.jobs import tasks
from app.jobs.worker import run
from tests.jobs.counting import count
from app.jobs.carrying import long

tasks.every()["count"] = long(count)
settings = Settings(env="test", instance=sys.argv[1])
print("working", flush=True)
run(create_app("command", settings), settings)
"""


@pytest.fixture
def counting():
    """The task of tests/jobs/counting.py, known in this process."""
    from tests.jobs.counting import count

    tasks.every()["count"] = long(count)
    yield
    del tasks.every()["count"]


@pytest.fixture
def ask(app, counting):
    """Asks for the task; returns the run's outside id."""

    def asked(*, by=None, brands=None, **arguments) -> str:
        with app.app_context(), transaction():
            staff = by and db.session.get(Staff, by.id)
            return job_runs.ask("count", "Counting to ten", by=staff, brands=brands, **arguments).outside_id

    return asked


@pytest.fixture
def gate(owner_url):
    """While this is held, the task stops before the step that it is told to wait at."""
    with psycopg.connect(owner_url, autocommit=True) as keeper:
        keeper.execute("select pg_advisory_lock(%s)", [GATE])
        yield keeper


@pytest.fixture
def worker(database_url, settings):
    """Starts a real worker; it is killed at the end."""
    started = []

    def start():
        started.append(processes.run(COUNT_TO_TEN, settings.instance, DATABASE_URL=database_url))
        return started[-1]

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.communicate()


@pytest.fixture
def state(owner):
    """How a run stands in the database."""

    def read():
        return owner.execute("select state, done, total, begun, message, result from job_run").fetchone()

    return read


@pytest.fixture
def work(app, settings):
    """Work in this process until nothing is left to do."""
    return lambda: run(app, settings)
