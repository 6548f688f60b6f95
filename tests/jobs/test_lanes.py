"""Each lane of the worker works beside the others."""

import signal

import psycopg
import pytest

from app.extensions import transaction
from app.jobs import tasks
from app.jobs.queue import enqueue
from app.jobs.worker import AT_A_TIME, SHORT_AT_A_TIME
from tests.jobs.holding import TASKS
from tests.platform import processes

WORK = """
import sys
from app.config import Settings
from app import create_app
from app.jobs import tasks
from app.jobs.worker import run
from tests.jobs.holding import TASKS

tasks.every().update(TASKS)
settings = Settings(env="test", instance=sys.argv[1])
print("working", flush=True)
run(create_app("command", settings), settings)
"""


@pytest.fixture
def known():
    """The tasks of tests/jobs/holding.py, known in this process."""
    tasks.every().update(TASKS)
    yield
    for name in TASKS:
        del tasks.every()[name]


@pytest.fixture
def worker(database_url, settings):
    """A real worker; it is killed at the end."""
    process = processes.run(WORK, settings.instance, DATABASE_URL=database_url)
    yield process
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_receivers_that_do_not_answer_hold_no_other_job_up(app, database, known, gate, owner_url, request):
    with app.app_context(), transaction():
        for _ in range(AT_A_TIME[tasks.SENDING] + SHORT_AT_A_TIME):
            enqueue("hold")
        enqueue("tell")
    with psycopg.connect(owner_url, autocommit=True) as listener:
        listener.execute("listen told")
        request.getfixturevalue("worker")

        assert [each.channel for each in listener.notifies(timeout=120, stop_after=1)] == ["told"]


def test_webhooks_are_sent_in_a_lane_of_their_own():
    assert tasks.every()["send_webhooks"].queue == tasks.SENDING
    assert tasks.every()["submit_withdrawal"].queue not in AT_A_TIME
