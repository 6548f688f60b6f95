"""Each lane of the worker works beside the others."""

import psycopg
import pytest

from app.extensions import transaction
from app.jobs import tasks
from app.jobs.queue import enqueue
from app.jobs.worker import AT_A_TIME, SHORT_AT_A_TIME
from tests.jobs.holding import TASKS
from tests.jobs.running import workers


@pytest.fixture
def known():
    """The tasks of tests/jobs/holding.py, known in this process."""
    tasks.every().update(TASKS)
    yield
    for name in TASKS:
        del tasks.every()[name]


@pytest.fixture
def worker(database_url, settings):
    """Starts a real worker; it is killed at the end."""
    with workers(settings, database_url, "tests.jobs.holding") as start:
        yield start


def test_receivers_that_do_not_answer_hold_no_other_job_up(app, database, known, gate, worker, owner_url):
    with app.app_context(), transaction():
        for _ in range(AT_A_TIME[tasks.SENDING] + SHORT_AT_A_TIME):
            enqueue("hold")
        enqueue("tell")
    with psycopg.connect(owner_url, autocommit=True) as listener:
        listener.execute("listen told")
        worker()

        assert [each.channel for each in listener.notifies(timeout=120, stop_after=1)] == ["told"]


def test_webhooks_are_sent_in_a_lane_of_their_own():
    assert tasks.every()["send_webhooks"].queue == tasks.SENDING
    assert tasks.every()["submit_withdrawal"].queue not in AT_A_TIME
