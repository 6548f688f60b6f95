"""A run tells how far it is and what came of it, is stopped and asked for again by hand, and outlives its worker."""

import signal
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from app.errors import NotFound, Refused
from app.extensions import transaction
from app.jobs.queue import enqueue
from app.services import job_runs, job_steps, left_behind
from tests.platform.processes import until

COUNTED = "select code, name from role where code like 'number-%' order by id"
WAITS_AT_THE_GATE = "select count(*) from pg_locks where locktype = 'advisory' and objid = 4242 and not granted"
LANES = "select count(*) from procrastinate.procrastinate_workers"
OLD = "update procrastinate.procrastinate_workers set last_heartbeat = last_heartbeat - interval '31 seconds'"


def at_the_gate(owner):
    """Once a worker stands before the gate."""
    until(lambda: owner.execute(WAITS_AT_THE_GATE).fetchone() == (1,))


def test_a_run_goes_from_queued_to_succeeded_and_keeps_its_result(ask, work, state):
    ask()
    assert state() == ("queued", 0, None, 0, "", None)
    work()
    assert state() == ("succeeded", 10, 10, 1, "", {"counted": 10})


def test_what_is_undone_asks_for_nothing(app, counting, owner):
    with app.app_context(), suppress(ZeroDivisionError), transaction():
        assert job_runs.ask("count", "Counting", by=None, brands=None)
        raise ZeroDivisionError
    assert owner.execute("select count(*) from job_run").fetchone() == (0,)
    assert owner.execute("select count(*) from procrastinate.procrastinate_jobs").fetchone() == (0,)


def test_a_failure_says_why_and_the_next_try_goes_on_where_it_stood(app, ask, work, state, owner):
    job = ask(fail_at=7)
    with capture_logs() as told:
        work()
    assert state() == ("failed", 6, 10, 1, "Seven is not counted here.", None)
    assert [line["job"] for line in told if line["event"] == "a run failed"] == [job]

    owner.execute("update job_run set arguments = '{}'")
    with app.app_context():
        job_runs.retry(job, brands=None)
    work()
    assert state() == ("succeeded", 10, 10, 1, "", {"counted": 10})
    assert len(owner.execute(COUNTED).fetchall()) == 10
    assert owner.execute("select count(*) from audit_record where name = 'job.retried'").fetchone() == (1,)


def test_what_waits_is_cancelled_at_once(app, ask, work, state, owner):
    job = ask()
    with app.app_context():
        job_runs.cancel(job, brands=None)
    work()
    assert (state()[0], owner.execute(COUNTED).fetchall()) == ("cancelled", [])


def test_what_runs_stops_at_its_next_step(app, ask, worker, gate, state, owner):
    job = ask(wait_before=4)
    worker()
    at_the_gate(owner)
    with app.app_context():
        job_runs.cancel(job, brands=None)
    assert state()[0] == "running"
    gate.execute("select pg_advisory_unlock(4242)")
    until(lambda: state()[0] != "running")
    assert (state()[0], state()[1], state()[4]) == ("cancelled", 4, "Stopped at 4, as asked.")


def test_what_has_ended_is_neither_cancelled_nor_asked_for_again(app, ask, work):
    job = ask()
    work()
    with app.app_context():
        with pytest.raises(Refused, match="has ended"):
            job_runs.cancel(job, brands=None)
        with pytest.raises(Refused, match="failed or was cancelled"):
            job_runs.retry(job, brands=None)


def test_a_worker_killed_half_way_is_followed_by_one_that_goes_on(app, ask, worker, gate, work, state, owner):
    ask(wait_before=6)
    first = worker()
    at_the_gate(owner)
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert state()[:4] == ("running", 5, 10, 1)

    with app.app_context():
        assert left_behind.hand_on_orphans() == 0  # it might still live
        owner.execute(OLD)
        assert left_behind.hand_on_orphans() >= 1  # with it, what fell due by the clock while the worker lived
    work()
    assert state()[:4] == ("succeeded", 10, 10, 2)
    assert owner.execute(COUNTED).fetchall() == [(f"number-{n}", "1" if n < 6 else "2") for n in range(1, 11)]


def test_a_dead_worker_is_found_by_a_scheduled_job(app, ask, worker, gate, work, state, owner):
    ask(wait_before=6)
    first = worker()
    at_the_gate(owner)
    first.send_signal(signal.SIGKILL)
    first.wait()
    owner.execute(OLD)
    with app.app_context(), transaction():
        enqueue("hand_on_what_was_left", timestamp=0)
    work()
    assert state()[0] == "succeeded"


def test_a_worker_that_is_told_to_stop_leaves_its_run_to_the_next(ask, worker, gate, work, state, owner):
    ask(wait_before=3)
    first = worker()
    at_the_gate(owner)
    first.send_signal(signal.SIGTERM)
    until(lambda: owner.execute(LANES).fetchone() == (1,))  # the lane without work has heard it
    gate.execute("select pg_advisory_unlock(4242)")
    assert first.wait(30) == 0
    assert state()[:4] == ("running", 3, 10, 1)
    work()
    assert state()[:4] == ("succeeded", 10, 10, 2)


def test_a_run_the_queue_has_lost_is_taken_up_again(app, ask, work, state, owner):
    ask()
    owner.execute("delete from procrastinate.procrastinate_jobs")
    with app.app_context():
        assert left_behind.take_up_lost_runs() == 0
        owner.execute("update job_run set asked_at = asked_at - interval '31 seconds'")
        assert left_behind.take_up_lost_runs() == 1
        assert left_behind.take_up_lost_runs() == 0
    work()
    assert state()[0] == "succeeded"


def test_nothing_counts_of_a_worker_that_was_thought_dead(app, ask, state):
    job = ask()
    with app.app_context():
        first, second = job_steps.begin(job), job_steps.begin(job)
        second.at(5)
        with pytest.raises(job_steps.Superseded):
            first.at(3)
        with pytest.raises(job_steps.Superseded):
            first.end("succeeded")
    assert state()[:4] == ("running", 5, None, 2)


def test_a_run_that_kills_its_workers_is_given_up(app, ask, state):
    job = ask()
    with app.app_context():
        begun = [job_steps.begin(job) for _ in range(6)]
    assert [steps is None for steps in begun] == [False] * 5 + [True]
    assert state()[0] == "failed"
    assert "Begun 5 times" in state()[4]


def test_a_job_of_a_dead_worker_that_waits_already_is_not_doubled(app, owner, worker):
    owner.execute("""
        insert into procrastinate.procrastinate_jobs (queue_name, task_name, queueing_lock, status)
        values ('default', 'end_what_ran_out', 'end_what_ran_out', 'doing'),
               ('default', 'end_what_ran_out', 'end_what_ran_out', 'todo')
    """)
    with app.app_context():
        assert left_behind.hand_on_orphans() == 1
    assert owner.execute("select status::text from procrastinate.procrastinate_jobs").fetchall() == [("todo",)]


def test_a_run_of_other_brands_is_not_found(app, ask):
    everywhere, here = ask(), ask(brands={1})
    with app.app_context():
        assert job_runs.find(here, brands={1, 2})
        assert job_runs.find(everywhere, brands=None)
        for job, brands in ((everywhere, {1}), (here, {2})):
            with pytest.raises(NotFound):
                job_runs.find(job, brands=brands)


def test_what_a_run_does_stands_under_the_name_of_who_asked(app, ask, paula):
    job = ask(by=paula)
    with app.app_context():
        steps = job_steps.begin(job)
        assert (steps.actor.kind, steps.actor.id) == ("staff", paula.outside_id)
