"""What became of each row goes when its time is over; the run and its figures stay. Nothing is started without rows."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from app.ids import inside, outside
from app.services import pruning
from tests.bulk.test_runs import WAIT, start
from tests.ledger.book import in_threads
from tests.platform.processes import until
from tests.screens.strict import open_page

KIND = next(kind for kind in pruning.KINDS if kind.name == "bulk_rows")
RUNS = next(kind for kind in pruning.KINDS if kind.name == "job_runs")
OLDER = "update job_run set ended_at = ended_at - interval '91 days' where ended_at is not null"
ROWS = "select count(*) from bulk_row join bulk_run on bulk_run.id = bulk_run_id where public_id = %s"
STATES = "select rows_are from bulk_run order by id"
GONE = "removed 90\N{NO-BREAK SPACE}days after the end"


@pytest.fixture
def prune(app):
    def pruned(at_most=1_000, kind=KIND):
        with app.app_context():
            return pruning.prune(kind, at_most)

    return pruned


@pytest.fixture
def states(owner):
    return lambda: [state for (state,) in owner.execute(STATES)]


def test_rows_go_batch_by_batch_and_the_figures_stay(crowd, paul, try_out, work, prune, states, owner):
    waiting = crowd.ask(30)
    dry = try_out(paul)
    crowd.claim(waiting[:3])
    run = start(paul, dry, 30).location
    work()
    assert prune() == 0
    owner.execute(OLDER)
    assert "Somebody else is working on it." in open_page(paul.client, run).text
    assert [prune(25), states()] == [25, ["going", "going"]]
    assert [prune(25) for _ in range(3)] == [25, 10, 0]
    assert (states(), crowd.found(), crowd.outcomes()) == (["gone", "gone"], {}, {})
    page = open_page(paul.client, run)
    assert GONE in page.text
    assert page.texts("dl.pairs dd.number")[:3] == ["27", "3", "0"]
    assert "Somebody else is working on it." not in page.text
    assert "ask for a new dry run" not in page.text
    assert prune(kind=RUNS) == 0
    assert open_page(paul.client, "/bulk").status == 200


def test_nothing_is_started_once_the_rows_are_going(crowd, paul, try_out, prune, owner):
    crowd.ask(30)
    dry = try_out(paul)
    owner.execute(OLDER)
    prune(10)
    page = open_page(paul.client, dry)
    assert (GONE in page.text, "ask for a new dry run" in page.text, "Type 30" in page.text) == (True, True, False)
    refused = start(paul, dry, 30)
    assert (refused.status_code, "Ask for a new dry run" in refused.text) == (409, True)
    assert crowd.states() == {"requested": 30}


def test_what_has_not_ended_keeps_its_rows_and_those_of_its_dry_run(crowd, paul, try_out, work, prune, states, owner):
    crowd.ask(20)
    dry = try_out(paul)
    owner.execute(OLDER)
    assert start(paul, dry, 20).status_code == 303
    assert prune() == 0
    work()
    assert prune() == 0  # the dry run is old, what followed is not
    assert (states(), crowd.states()) == (["kept", "kept"], {"rejected": 20})


def test_whoever_starts_while_the_rows_are_taken_waits_and_is_refused(crowd, paul, try_out, owner, database_url):
    crowd.ask(20)
    dry = try_out(paul)
    owner.execute(OLDER)
    with ThreadPoolExecutor(1) as pool, psycopg.connect(database_url) as other:
        assert other.execute("select prune_bulk_rows('90 days', 1000)").fetchone() == (20,)
        answer = pool.submit(start, paul, dry, 20)
        until(lambda: answer.done() or owner.execute(WAIT, [other.info.backend_pid]).fetchone() is not None)
        other.commit()
        assert answer.result().status_code == 409
    assert crowd.states() == {"requested": 20}


def test_whoever_starts_and_whoever_prunes_are_one_after_the_other(crowd, paul, try_out, work, prune, owner):
    for _ in range(6):
        crowd.ask(5)
        dry = try_out(paul)
        key = [inside("bk", dry.rpartition("/")[2])]
        count = owner.execute(ROWS, key).fetchone()[0]
        assert count >= 5
        owner.execute(OLDER)
        work_of = (lambda dry=dry, count=count: start(paul, dry, count).status_code, prune)
        status, _ = in_threads(2, lambda number, work_of=work_of: work_of[number]())
        assert (status, owner.execute(ROWS, key).fetchone()[0]) in ((303, count), (409, 0))
    work()
    followed = "select count(*) from bulk_run where dry_run_id is not null and coalesce((%s), 0) < agreed"
    rows = "select count(*) from bulk_row where bulk_run_id = bulk_run.id"
    assert owner.execute(followed % rows).fetchone() == (0,)


def test_a_dry_run_that_is_taken_up_again_after_its_rows_went_says_so(
    crowd, paul, till, person, try_out, work, prune, owner
):
    crowd.ask(20)
    dry = try_out(paul)
    owner.execute("update job_run set state = 'cancelled'")
    owner.execute(OLDER)
    prune()
    olga = person("olga", "monitoring.jobs.manage", "monitoring.jobs.read")
    job = owner.execute("select public_id from job_run").fetchone()[0]
    assert olga.post(f"/monitoring/jobs/{outside('jb', job)}/retry").status_code == 303
    work()
    assert "its rows have been removed" in open_page(paul.client, dry).text
    assert crowd.found() == {}


def test_a_row_that_another_holds_is_left_to_it(crowd, paul, try_out, prune, owner, owner_url):
    waiting = crowd.ask(20)
    try_out(paul)
    owner.execute(OLDER)
    with psycopg.connect(owner_url) as other:
        other.execute("select from bulk_row where row_id = %s for update", [inside("wd", waiting[4])])
        assert prune() == 19
    assert [prune(), prune()] == [1, 0]
