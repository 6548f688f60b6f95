"""All that match: tried out, agreed to by typing the count, done once each, whatever dies on the way."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from app.ids import inside, outside
from app.services import left_behind
from tests.cast import hire, sign_in
from tests.platform.processes import PATIENCE, until
from tests.screens.strict import open_page

LIST = "/payments/withdrawals"
OLD = "update procrastinate.procrastinate_workers set last_heartbeat = last_heartbeat - interval '31 seconds'"
WAIT = "select from pg_locks where not granted and %s = any(pg_blocking_pids(pid))"
ENDED = "select count(*) from job_run where name = 'carry_out_bulk_run' and ended_at is not null"
JOB = "select state, done, total, begun, message from job_run where name = 'carry_out_bulk_run'"
MANY = 10_000 if os.environ.get("COUNTROOM_PROVE") else 500
HALF = MANY // 2  # within a page
RECORDS = "select count(*), count(distinct target) from audit_record where name = 'withdrawal.rejected'"
JOURNAL = """
    select count(*), count(distinct step.withdrawal_id) from withdrawal_step step
    join ledger.call on call.call_id = step.call_id where step.to_state = 'rejected'
"""
EVENTS = (
    "select name, count(*)::int from audit_record where name like 'bulk.%' and phase = 'effect' group by 1 order by 1"
)


def start(person, dry, count):
    return person.post(f"{dry}/runs", data={"count": str(count)})


def test_a_dry_run_of_ten_thousand_names_the_skipped_and_changes_nothing(crowd, paul, try_out):
    waiting = crowd.ask(10_000)
    crowd.claim(waiting[:143])
    page = open_page(paul.client, try_out(paul))
    said = " ".join(page.soup.select_one(".dry-run").get_text(" ").split())
    assert "9,857 withdrawals would be changed" in said
    assert "143 Somebody else is working on it." in said
    assert crowd.states() == {"requested": 10_000}
    assert crowd.found() == {"due": 9_857, "skipped": 143}
    assert page.soup.select_one("#list .third.number, #list .footer").get_text(" ").count("143") == 1


def test_a_run_killed_half_way_goes_on_and_does_each_once(app, crowd, paul, try_out, worker, work, owner, owner_url):
    waiting = crowd.ask(MANY)
    dry = try_out(paul)
    crowd.claim(waiting[10:20])
    with psycopg.connect(owner_url) as gate:
        gate.execute("select from withdrawal where public_id = %s for update", [inside("wd", waiting[HALF])])
        assert start(paul, dry, MANY).status_code == 303
        first = worker()
        until(lambda: owner.execute(WAIT, [gate.info.backend_pid]).fetchone() is not None, PATIENCE * MANY / 500)
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert crowd.outcomes() == {"done": HALF - 10, "skipped": 10}
    assert owner.execute(JOB).fetchone()[0] == "running"

    owner.execute(OLD)
    with app.app_context():
        assert left_behind.hand_on_orphans() >= 1  # with it, what fell due by the clock while the worker lived
    work()
    assert owner.execute(JOB).fetchone() == ("succeeded", MANY, MANY, 2, "")
    assert crowd.outcomes() == {"done": MANY - 10, "skipped": 10}
    assert crowd.states() == {"rejected": MANY - 10, "requested": 10}
    for each_once in (RECORDS, JOURNAL):
        assert owner.execute(each_once).fetchone() == (MANY - 10, MANY - 10)
    ended = [("bulk.dry_run_asked", 1), ("bulk.run_ended", 1), ("bulk.run_started", 1)]
    assert owner.execute(EVENTS).fetchall() == ended


def test_the_result_lists_who_was_left_alone_and_why(crowd, paul, try_out, work):
    waiting = crowd.ask(60)
    dry = try_out(paul)
    crowd.claim(waiting[:52])
    run = start(paul, dry, 60).location
    work()
    page = open_page(paul.client, run)
    assert "Somebody else is working on it." in page.text
    assert len(page.soup.select("[data-rows] tr")) == 50
    assert len(open_page(paul.client, page.link("Next")).soup.select("[data-rows] tr")) == 2
    assert crowd.states() == {"rejected": 8, "requested": 52}


def test_a_filter_goes_along_and_nothing_else_is_touched(crowd, paul, try_out, work):
    crowd.ask(30, amount=100)
    crowd.ask(20, amount=500)
    dry = try_out(paul, "?amount_from=5")
    start(paul, dry, 20)
    work()
    assert crowd.states() == {"rejected": 20, "requested": 30}


def test_what_came_after_the_dry_run_is_left_alone(crowd, paul, try_out, work):
    crowd.ask(20)
    dry = try_out(paul)
    crowd.ask(20)
    start(paul, dry, 20)
    work()
    assert crowd.states() == {"rejected": 20, "requested": 20}


def test_what_was_left_alone_in_the_dry_run_is_left_alone(crowd, paul, try_out, work):
    waiting = crowd.ask(40)
    crowd.claim(waiting[:20])
    dry = try_out(paul)
    crowd.release()
    start(paul, dry, 20)
    work()
    assert crowd.states() == {"rejected": 20, "requested": 20}
    assert crowd.outcomes() == {"done": 20}
    assert {crowd.till.state(each)[0] for each in waiting[:20]} == {"requested"}


def test_what_changed_since_the_dry_run_is_skipped_and_named(crowd, paul, try_out, work, till):
    waiting = crowd.ask(20)
    dry = try_out(paul)
    till.approve(waiting[3])
    till.cancel(waiting[7])
    run = start(paul, dry, 20).location
    work()
    assert crowd.states() == {"cancelled": 1, "rejected": 18, "submitted": 1}
    page = open_page(paul.client, run)
    assert [row["id"] for row in page.soup.select("[data-rows] tr")] == [waiting[3], waiting[7]]
    assert page.text.count("It changed since the dry run") == 2


def test_two_runs_over_the_same_rows_do_each_once(crowd, paul, person, try_out, worker, owner, till):
    crowd.ask(200)
    olga = person("olga")
    for each, dry in [(each, try_out(each)) for each in (paul, olga)]:
        assert start(each, dry, 200).status_code == 303
    worker()
    until(lambda: owner.execute(ENDED).fetchone() == (2,))
    assert crowd.states() == {"rejected": 200}
    assert crowd.outcomes() == {"done": 200, "skipped": 200}
    for each_once in (RECORDS, JOURNAL):
        assert owner.execute(each_once).fetchone() == (200, 200)


@pytest.mark.parametrize("count", ["", "19", "21", "twenty", "020"])
def test_another_count_starts_nothing(crowd, paul, try_out, work, owner, count):
    crowd.ask(20)
    dry = try_out(paul)
    answer = start(paul, dry, count)
    assert (answer.status_code, "Type 20 to go on" in answer.text) == (422, True)
    work()
    assert crowd.states() == {"requested": 20}
    assert owner.execute("select count(*) from bulk_run").fetchone() == (1,)


def test_a_dry_run_is_followed_once(crowd, paul, try_out, work, owner):
    crowd.ask(20)
    dry = try_out(paul)
    first, again = start(paul, dry, 20), start(paul, dry, 20)
    assert (first.status_code, again.status_code, again.location) == (303, 303, first.location)
    work()
    assert start(paul, dry, 20).location == first.location
    assert start(paul, first.location, 20).status_code == 409
    assert crowd.outcomes() == {"done": 20}
    assert ("bulk.run_asked_again", 2) in owner.execute(EVENTS).fetchall()


def test_a_dry_run_started_by_eight_at_once_is_followed_once(app, crowd, paul, try_out, work):
    crowd.ask(20)
    dry = try_out(paul)
    browsers = [sign_in(app, crowd.till.staff["paul"]) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda person: start(person, dry, 20), browsers))
    assert {(answer.status_code, answer.location) for answer in answers} == {(303, answers[0].location)}
    work()
    assert crowd.outcomes() == {"done": 20}


def test_what_waits_to_begin_is_cancelled(crowd, paul, try_out, work):
    crowd.ask(20)
    run = start(paul, try_out(paul), 20).location
    assert paul.post(f"{run}/cancellation").status_code == 303
    work()
    assert crowd.states() == {"requested": 20}


def test_what_runs_is_cancelled_and_nobody_takes_it_up_again(app, crowd, paul, try_out, worker, work, owner, owner_url):
    waiting = crowd.ask(100)
    dry = try_out(paul)
    with psycopg.connect(owner_url) as gate:
        gate.execute("select from withdrawal where public_id = %s for update", [inside("wd", waiting[50])])
        run = start(paul, dry, 100).location
        worker()
        until(lambda: owner.execute(WAIT, [gate.info.backend_pid]).fetchone() is not None, PATIENCE * MANY / 500)
        assert paul.post(f"{run}/cancellation").status_code == 303
    until(lambda: owner.execute(JOB).fetchone()[0] == "cancelled")
    assert crowd.states() == {"rejected": 60, "requested": 40}
    job = outside("jb", owner.execute("select public_id from job_run order by id desc limit 1").fetchone()[0])
    paula = sign_in(app, hire(app, "paula", "platform_engineer"))
    assert "Try again" not in open_page(paula.client, f"/monitoring/jobs/{job}").text
    assert paula.post(f"/monitoring/jobs/{job}/retry").status_code == 409


def test_nobody_writes_down_a_row_that_nobody_agreed_to(crowd, paul, try_out, till):
    crowd.ask(20)
    start(paul, try_out(paul), 20)
    for run, outcome in (("is null", "done"), ("is not null", "due"), ("is not null", "done")):
        with pytest.raises(Exception, match=r"nobody agreed to row|a dry run does nothing"):
            till.change(
                "insert into bulk_row (bulk_run_id, row_id, outcome, reason)"
                f" select id, uuidv7(), '{outcome}', '' from bulk_run where dry_run_id {run}"
            )


def test_nothing_of_what_became_of_rows_can_be_changed(app, crowd, till):
    for statement in (
        "update bulk_row set outcome = 'done'",
        "delete from bulk_row",
        "delete from bulk_run",
        "update bulk_run set agreed = 1",
    ):
        with pytest.raises(Exception, match="permission denied"):
            till.change(statement)
