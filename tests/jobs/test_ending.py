"""A worker ends within seconds: when it is told to, and when its database is gone, whatever its jobs do meanwhile."""

import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg import sql

from app.database.cluster import SUPERUSER
from app.extensions import transaction
from app.jobs import tasks
from app.jobs.queue import enqueue
from tests.fixtures import cluster
from tests.jobs.holding import TASKS
from tests.jobs.running import workers
from tests.platform.processes import until

SECONDS = 30  # nominally eight; up to thirteen more while the first lane sees that its jobs have no database either
LANES = "select count(*) from procrastinate.procrastinate_workers"
HELD = "select count(*) from procrastinate.procrastinate_jobs where task_name = 'hold' and status = 'doing'"


@dataclass
class Passing:
    """A database that can be taken away from under a worker."""

    url: str
    look: Callable[[str], int]
    take_away: Callable[[], None]


@pytest.fixture
def passing(server, worker_id) -> Iterator[Passing]:
    name = f"countroom_{worker_id}_passing"
    cluster.clone(server, name)
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as keeper:

        def take_away() -> None:
            keeper.execute(sql.SQL("alter database {} allow_connections false").format(sql.Identifier(name)))
            keeper.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])

        def look(question: str) -> int:
            with psycopg.connect(server.url(SUPERUSER, name)) as connection:
                return connection.execute(question).fetchone()[0]

        yield Passing(server.url("countroom_app", name), look, take_away)
        keeper.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


@pytest.fixture
def worker(passing, settings) -> Iterator[subprocess.Popen[str]]:
    """One that is at work."""
    with workers(settings, passing.url) as start:
        process = start()
        until(lambda: passing.look(LANES) == 3)
        yield process


def test_told_to_stop_while_its_database_goes_away_it_is_gone(passing, worker):
    passing.take_away()
    worker.send_signal(signal.SIGTERM)
    worker.wait(SECONDS)


def test_a_worker_without_its_database_ends_by_itself(passing, worker):
    passing.take_away()
    assert worker.wait(SECONDS) != 0


@pytest.fixture
def held(app, database, owner, gate, database_url, settings) -> Iterator[subprocess.Popen[str]]:
    """A worker whose job waits for what never comes."""
    tasks.every().update(TASKS)
    with app.app_context(), transaction():
        enqueue("hold")
    with workers(settings, database_url, "tests.jobs.holding") as start:
        process = start()
        until(lambda: owner.execute(HELD).fetchone() == (1,))
        yield process
    for name in TASKS:
        del tasks.every()[name]


def test_a_job_that_heeds_nothing_holds_no_ending_up(held):
    held.send_signal(signal.SIGTERM)
    held.wait(SECONDS)
