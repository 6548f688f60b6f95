"""All that match: tried out, agreed to by typing the count, done once each, whatever dies on the way."""

import signal

import psycopg
import pytest

from app.ids import inside
from app.services import left_behind
from tests.platform.processes import until
from tests.screens.strict import open_page

LIST = "/payments/withdrawals"
OLD = "update procrastinate.procrastinate_workers set last_heartbeat = last_heartbeat - interval '31 seconds'"
WAITS = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
JOB = "select state, done, total, begun, message from job_run where name = 'carry_out_bulk_run'"
EVENTS = "select name, count(*)::int from audit_record where name like 'bulk.%' group by 1 order by 1"


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
    assert crowd.rows() == {}


def test_a_run_of_a_thousand_outlives_its_worker_and_does_each_once(
    app, crowd, paul, try_out, worker, work, owner, owner_url
):
    waiting = crowd.ask(1_000)
    crowd.claim(waiting[10:20])
    dry = try_out(paul)
    with psycopg.connect(owner_url) as gate:
        gate.execute("select from withdrawal where public_id = %s for update", [inside("wd", waiting[500])])
        assert start(paul, dry, 990).status_code == 303
        first = worker()
        until(lambda: owner.execute(WAITS).fetchone() == (1,))
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert crowd.rows() == {"done": 490, "skipped": 10}
    assert owner.execute(JOB).fetchone()[0] == "running"

    owner.execute(OLD)
    with app.app_context():
        assert left_behind.hand_on_orphans() == 1
    work()
    assert owner.execute(JOB).fetchone() == ("succeeded", 1_000, 1_000, 2, "")
    assert crowd.rows() == {"done": 990, "skipped": 10}
    assert crowd.states() == {"rejected": 990, "requested": 10}
    rejections = "select count(*), count(distinct target) from audit_record where name = 'withdrawal.rejected'"
    assert owner.execute(rejections).fetchone() == (990, 990)
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


def test_no_more_are_done_than_was_agreed_to(crowd, paul, try_out, work, owner):
    waiting = crowd.ask(40)
    crowd.claim(waiting[:20])
    dry = try_out(paul)
    owner.execute(
        "update withdrawal set claimed_by = null, claimed_until = null, version = version + 1"
        " where claimed_by is not null"
    )
    start(paul, dry, 20)
    work()
    assert crowd.states() == {"rejected": 20, "requested": 20}
    assert crowd.rows() == {"done": 20, "skipped": 20}


@pytest.mark.parametrize("count", ["", "19", "21", "twenty", "020"])
def test_another_count_starts_nothing(crowd, paul, try_out, work, owner, count):
    crowd.ask(20)
    dry = try_out(paul)
    answer = start(paul, dry, count)
    assert (answer.status_code, "Type 20 to go on" in answer.text) == (422, True)
    work()
    assert crowd.states() == {"requested": 20}
    assert owner.execute("select count(*) from bulk_run").fetchone() == (1,)


def test_a_dry_run_is_followed_once(crowd, paul, try_out, work):
    crowd.ask(20)
    dry = try_out(paul)
    assert start(paul, dry, 20).status_code == 303
    assert start(paul, dry, 20).status_code == 409


def test_what_waits_to_begin_is_cancelled(crowd, paul, try_out, work):
    crowd.ask(20)
    run = start(paul, try_out(paul), 20).location
    assert paul.post(f"{run}/cancellation").status_code == 303
    work()
    assert crowd.states() == {"requested": 20}


def test_nothing_of_what_became_of_rows_can_be_changed(app, crowd, till):
    for statement in (
        "update bulk_row set outcome = 'done'",
        "delete from bulk_row",
        "delete from bulk_run",
        "update bulk_run set agreed = 1",
    ):
        with pytest.raises(Exception, match="permission denied"):
            till.change(statement)
