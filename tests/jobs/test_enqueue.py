"""A job belongs to the transaction that asked for it."""

from contextlib import suppress
from datetime import timedelta

import pytest

from app import clock
from app.extensions import db, transaction
from app.jobs import tasks
from app.jobs.queue import enqueue
from app.models.staff import Role
from tests.jobs.running import run

JOBS = "select task_name, queue_name, lock, args, scheduled_at from procrastinate.procrastinate_jobs order by id"
TASK = "end_what_ran_out"


@pytest.fixture
def told() -> list[object]:
    """What the task of this test was called with."""
    return []


@pytest.fixture
def task(told):
    """A task that exists while the test runs; it remembers what it was told."""
    tasks.every()["remember"] = tasks.Task(lambda **said: told.append(said), queue="memory")
    yield "remember"
    del tasks.every()["remember"]


def name_a_role(code: str) -> None:
    """A business change, as good as any."""
    db.session.add(Role(code=code, name=code.title()))


def test_a_job_commits_with_the_change_that_wants_it(app, owner, task):
    with app.app_context(), transaction():
        name_a_role("new")
        number = enqueue(task, about="new")
        assert owner.execute(JOBS).fetchall() == []
    assert owner.execute("select id, args from procrastinate.procrastinate_jobs").fetchall() == [
        (number, {"about": "new"})
    ]
    assert owner.execute("select count(*) from role where code = 'new'").fetchone() == (1,)


def test_a_job_goes_with_the_change_that_is_undone(app, owner, task):
    with app.app_context(), suppress(ZeroDivisionError), transaction():
        name_a_role("new")
        assert enqueue(task, about="new")
        raise ZeroDivisionError
    assert owner.execute(JOBS).fetchall() == []
    assert owner.execute("select count(*) from role where code = 'new'").fetchone() == (0,)


def test_the_worker_calls_the_task_with_what_was_enqueued(app, settings, owner, task, told):
    with app.app_context(), transaction():
        enqueue(task, about="a", times=2)
    run(app, settings)
    assert told == [{"about": "a", "times": 2}]
    assert [job for job in owner.execute(JOBS).fetchall() if job[0] == task] == []


def test_a_job_waits_for_its_lock_its_time_and_its_queue(app, owner, task):
    later = clock.now() + timedelta(hours=1)
    with app.app_context(), transaction():
        enqueue(task, lock="pl_1", schedule_at=later, queue="long")
        enqueue(task)
    assert owner.execute(JOBS).fetchall() == [
        (task, "long", "pl_1", {}, later),
        (task, "memory", None, {}, None),
    ]


def test_of_one_queueing_lock_one_job_waits_and_the_change_stands_all_the_same(app, owner, task):
    with app.app_context(), transaction():
        first = enqueue(task, queueing_lock="once", turn=1)
        second = enqueue(task, queueing_lock="once", turn=2)
        name_a_role("new")
    assert (first is not None, second) == (True, None)
    assert [job[3] for job in owner.execute(JOBS).fetchall()] == [{"turn": 1}]
    assert owner.execute("select count(*) from role where code = 'new'").fetchone() == (1,)


def test_nobody_enqueues_what_nobody_declares(app):
    with app.app_context(), transaction(), pytest.raises(LookupError, match="“no_such_task”"):
        enqueue("no_such_task")


def test_no_job_waits_where_no_worker_looks(app, task):
    with app.app_context(), transaction(), pytest.raises(LookupError, match="“attic”"):
        enqueue(task, queue="attic")


def test_nobody_enqueues_outside_of_a_transaction(app):
    with app.app_context(), pytest.raises(RuntimeError, match="inside the transaction"):
        enqueue(TASK, timestamp=0)


def test_everything_scheduled_is_a_task():
    assert set(tasks.schedule()) <= set(tasks.every())
    assert TASK in tasks.schedule()
