"""A task that fails is tried again, later each time, as often as it declares."""

import pytest

from app.extensions import transaction
from app.jobs import tasks
from app.jobs.queue import enqueue
from tests.jobs.running import run

WAITING = """
    select status::text, attempts, extract(epoch from scheduled_at - clock_timestamp())
    from procrastinate.procrastinate_jobs where task_name = 'stumble'
"""
AT_ONCE = "update procrastinate.procrastinate_jobs set scheduled_at = clock_timestamp() where task_name = 'stumble'"


def stumble() -> None:
    raise ConnectionError("the bank does not answer")


@pytest.fixture
def stumbling():
    """A task that always fails, and gives up after two more tries."""
    tasks.every()["stumble"] = tasks.Task(stumble, retry=tasks.Backoff(attempts=2, seconds=100))
    yield
    del tasks.every()["stumble"]


def test_each_wait_is_twice_the_one_before_up_to_the_longest():
    assert [tasks.Backoff(9, 5, longest=30).wait(failures) for failures in range(5)] == [5, 10, 20, 30, 30]


def test_a_failing_job_is_tried_again_and_then_left_as_failed(app, settings, owner, stumbling):
    with app.app_context(), transaction():
        enqueue("stumble")
    seen = []
    for _ in range(3):
        run(app, settings)
        seen.append(owner.execute(WAITING).fetchone())
        owner.execute(AT_ONCE)
    assert [(status, attempts) for status, attempts, _ in seen] == [("todo", 1), ("todo", 2), ("failed", 3)]
    assert [round(float(wait), -2) for _, _, wait in seen[:2]] == [100, 200]
