"""A run that can be held up half-way, in a real worker process that can be killed."""

import psycopg
import pytest

from app.extensions import db, transaction
from app.jobs import tasks
from app.models.staff import Staff
from app.services import job_runs
from tests.jobs.counting import TASKS
from tests.jobs.running import run, workers

GATE = 4242


@pytest.fixture
def counting():
    """The task of tests/jobs/counting.py, known in this process."""
    tasks.every().update(TASKS)
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
    with workers(settings, database_url, "tests.jobs.counting") as start:
        yield start


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
