"""Jobs that ended go when their time is over, by functions that refuse to take what is younger than they allow."""

import psycopg
import pytest

from app.extensions import transaction
from app.jobs.queue import enqueue
from app.jobs.tasks import every, schedule
from app.services import pruning
from tests.cast import hire, sign_in
from tests.screens.strict import open_page

LEAST = {"webhook_deliveries": 7, "bulk_rows": 7, "exports": 30, "job_runs": 7, "queued_jobs": 7}
TABLES = ("webhook_delivery", "webhook_attempt", "bulk_run", "bulk_row", "export", "job_run")
NEVER = (
    "idempotency_key",
    "payment_webhook",
    "payment_webhook_finding",
    "payment_webhook_result",
    "audit_record",
    "outbox_message",
    "ledger.call",
)
OLDER = "update job_run set ended_at = ended_at - interval '91 days' where ended_at is not null"


@pytest.fixture
def prune(app):
    """Removes what is due of a kind; returns how many."""
    kinds = {kind.name: kind for kind in pruning.KINDS}

    def pruned(name, at_most=100):
        with app.app_context():
            return pruning.prune(kinds[name], at_most)

    return pruned


@pytest.fixture
def runs(owner):
    return lambda: {state for (state,) in owner.execute("select state from job_run")}


def test_each_kind_has_its_job_by_the_clock():
    names = {f"prune_{kind.name}" for kind in pruning.KINDS}
    assert names == {f"prune_{name}" for name in LEAST}
    assert names <= every().keys() & schedule().keys()


@pytest.mark.parametrize("name", LEAST)
def test_the_database_refuses_to_take_what_is_younger(visitor, name):
    with pytest.raises(psycopg.errors.CheckViolation, match="this is kept for at least"):
        visitor.execute(f"select prune_{name}(%s::interval - interval '1 second', 1)", [f"{LEAST[name]} days"])
    assert visitor.execute(f"select prune_{name}(%s::interval, 1)", [f"{LEAST[name]} days"]).fetchone() == (0,)
    (kind,) = [kind for kind in pruning.KINDS if kind.name == name]
    assert kind.kept.least.days == LEAST[name] or name == "exports"
    assert kind.kept.least.days >= LEAST[name]


@pytest.mark.parametrize("table", [*TABLES, *NEVER])
def test_the_application_itself_deletes_none_of_it(visitor, table):
    assert visitor.execute("select has_table_privilege(%s, 'delete')", [table]).fetchone() == (False,)


def test_no_function_deletes_what_is_kept_for_ever(owner):
    bodies = owner.execute("select prosrc from pg_proc where proname like 'prune%%'").fetchall()
    assert len(bodies) == len(LEAST) + 1
    for (body,) in bodies:
        assert not [table for table in NEVER if f"delete from {table}" in body]


def test_runs_that_ended_go_and_those_that_wait_or_ended_lately_stay(ask, work, prune, runs, owner):
    ask(), ask(fail_at=3)
    work()
    owner.execute(OLDER)
    ask()
    owner.execute("update job_run set asked_at = asked_at - interval '900 days'")
    assert runs() == {"succeeded", "failed", "queued"}
    assert [prune("job_runs", 1) for _ in range(3)] == [1, 1, 0]
    assert runs() == {"queued"}
    work()
    assert prune("job_runs") == 0
    assert runs() == {"failed"}  # counting a second time does


def test_a_run_that_is_asked_for_again_meanwhile_stays(ask, work, prune, runs, owner, owner_url):
    ask(fail_at=3)
    work()
    owner.execute(OLDER)
    with psycopg.connect(owner_url) as other:
        other.execute("update job_run set state = 'queued', ended_at = null")
        assert prune("job_runs") == 0
    assert prune("job_runs") == 0
    assert runs() == {"queued"}


def test_the_page_of_a_job_that_is_gone_says_so(app, ask, work, prune, owner):
    paula = sign_in(app, hire(app, "paula", "platform_engineer"))
    job = ask()
    work()
    owner.execute(OLDER)
    prune("job_runs")
    page = open_page(paula.client, f"/monitoring/jobs/{job}")
    assert (page.status, "jobs are kept for 90\N{NO-BREAK SPACE}d" in page.text) == (404, True)
    assert "removed" in paula.post(f"/monitoring/jobs/{job}/retry").text


def test_what_the_queue_gave_up_goes_and_what_waits_stays(app, work, prune, owner):
    with app.app_context(), transaction():
        enqueue("end_what_ran_out")  # without its timestamp: it fails
    work()
    with app.app_context(), transaction():
        waits = enqueue("end_what_ran_out")
    assert prune("queued_jobs") == 0
    owner.execute("update procrastinate.procrastinate_events set at = at - interval '91 days'")
    assert (prune("queued_jobs"), prune("queued_jobs")) == (1, 0)
    assert owner.execute("select id from procrastinate.procrastinate_jobs").fetchall() == [(waits,)]
    jobs = owner.execute("select distinct job_id from procrastinate.procrastinate_events").fetchall()
    assert jobs == [(waits,)]
