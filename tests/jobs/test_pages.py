"""System → Jobs: what staff see of background work, and what they may do about it."""

import pytest

from app.extensions import transaction
from app.jobs.queue import enqueue
from app.services import demo_data
from blueprints.monitoring import clockwork
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece

JOBS, QUEUE = "/monitoring/jobs", "/monitoring/queue"


def states(page):
    return page.texts("tbody .badge")


def test_nothing_asked_yet_and_nothing_found_are_told_apart(paula, ask):
    assert open_page(paula.client, JOBS).state == "first_use"
    ask()
    assert open_page(paula.client, JOBS).state is None
    assert open_page(paula.client, f"{JOBS}?state=failed").state == "no_match"


def test_a_row_tells_what_was_asked_by_whom_and_what_became_of_it(paula, ask, work):
    ask(by=paula)
    work()
    page = open_page(paula.client, JOBS)
    assert page.texts("[data-rows] td")[2:6] == ["Counting to ten", "Paula", "Succeeded", "10 of 10"]


def test_the_list_is_narrowed_by_state_and_by_task(paula, ask, work):
    ask(fail_at=7)
    work()
    ask()
    assert states(open_page(paula.client, JOBS)) == ["Waiting", "Failed"]
    assert states(open_page(paula.client, f"{JOBS}?state=failed")) == ["Failed"]
    assert states(open_page(paula.client, f"{JOBS}?task=count&state=queued")) == ["Waiting"]
    assert open_page(paula.client, f"{JOBS}?state=running").state == "no_match"
    unheard = open_page(paula.client, f"{JOBS}?task=unheard_of")
    assert (unheard.state, "Task: Not a valid choice." in unheard.text) == ("failed", True)


def test_the_number_of_queries_does_not_grow_with_the_rows(app, paula, ask):
    asked = []
    for _ in range(3):
        ask(by=paula)
        with counted(app) as statements:
            open_page(paula.client, JOBS)
        asked.append(len(statements))
    assert asked == [4] * 3, statements  # session, rights, saved views, page


def test_a_job_asks_for_its_progress_until_it_has_ended(paula, ask, work):
    job = ask()
    waiting = open_page(paula.client, f"{JOBS}/{job}").soup.select_one("#job")
    assert (waiting["hx-get"], waiting["hx-trigger"]) == (f"{JOBS}/{job}/progress", "every 2s")
    work()
    piece = open_piece(paula.client, f"{JOBS}/{job}/progress")
    assert not piece.soup.select_one("#job").has_attr("hx-get")
    assert piece.soup.progress["value"] == "10"
    assert "Succeeded" in piece.texts(".badge")


def test_a_job_is_cancelled_and_asked_for_again_by_hand(paula, ask, work, state, owner):
    job = ask()
    assert "Cancel job" in open_page(paula.client, f"{JOBS}/{job}").text
    assert paula.post(f"{JOBS}/{job}/cancellation").location == f"{JOBS}/{job}"
    assert state()[0] == "cancelled"
    assert "Try again" in open_page(paula.client, f"{JOBS}/{job}").text
    assert paula.post(f"{JOBS}/{job}/retry").status_code == 303
    work()
    assert state()[0] == "succeeded"
    effects = owner.execute(
        "select name, actor_id, target from audit_record where target = %s order by event_id", [job]
    ).fetchall()
    assert effects == [
        ("job.cancel_asked", paula.outside_id, job),
        ("job.retried", paula.outside_id, job),
    ]
    assert paula.post(f"{JOBS}/{job}/cancellation").status_code == 409


def test_whoever_only_reads_sees_no_button_and_is_refused(audrey, ask, state):
    job = ask()
    assert "Cancel job" not in open_page(audrey.client, f"{JOBS}/{job}").text
    assert audrey.post(f"{JOBS}/{job}/cancellation").status_code == 403
    assert state()[0] == "queued"


def test_staff_of_one_brand_see_no_job_of_another(paula, ask, owner):
    brand = owner.execute("""
        with law as (insert into licence (code, authority, name) values ('l', 'A', 'L') returning id)
        insert into brand (code, name, licence_id, profile_code) select 'b', 'B', id, 'p' from law returning id
    """).fetchone()[0]
    mine, everybodys = ask(brands={brand}), ask()
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [brand, paula.id])
    page = open_page(paula.client, JOBS)
    assert [row["id"] for row in page.soup.select("[data-rows] > tr")] == [mine]
    assert open_page(paula.client, f"{JOBS}/{everybodys}").status == 404
    assert paula.post(f"{JOBS}/{everybodys}/cancellation").status_code == 404


def test_the_schedule_says_when_each_task_last_fell_due(paula, owner):
    owner.execute("""
        insert into procrastinate.procrastinate_periodic_defers (task_name, defer_timestamp)
        values ('prune_provider_calls', 1767233820)
    """)
    rows = open_page(paula.client, QUEUE).texts("[data-rows] > tr")
    (pruning,) = [row for row in rows if row.startswith("prune_provider_calls")]
    assert "Every hour at 17 past" in pruning
    assert "01 Jan 2026 02:17:00" in pruning
    assert any(row.endswith("never yet") for row in rows)
    assert [row for row in rows if "*" in row] == []


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("* * * * *", "Every minute"), ("*/5 * * * *", "Every 5 minutes"), ("* * * * * */5", "Every 5 seconds"),
        ("7 * * * *", "Every hour at 07 past"), ("5 4 * * *", "Daily at 04:05 UTC"), ("0 0 1 * *", "0 0 1 * *"),
    ],
)  # fmt: skip
def test_a_schedule_reads_as_words(cron, words):
    assert clockwork.in_words(cron) == words


def test_what_the_queue_gave_up_is_asked_for_again(app, paula, owner, work):
    with app.app_context(), transaction():
        number = enqueue("end_what_ran_out")  # without its timestamp: it fails
    work()
    page = open_page(paula.client, QUEUE)
    assert "end_what_ran_out" in page.texts("[aria-label='Jobs that were given up'] tbody")[0]
    owner.execute("update procrastinate.procrastinate_jobs set args = '{\"timestamp\": 0}'")
    assert paula.post(f"{QUEUE}/{number}/retry").status_code == 303
    work()
    assert open_page(paula.client, QUEUE).state == "no_match"
    assert owner.execute("select count(*) from audit_record where name = %s", ["queued_job.retried"]).fetchone() == (1,)
    assert paula.post(f"{QUEUE}/{number}/retry").status_code == 404


def test_who_looks_after_some_brands_sees_the_queue_and_asks_for_nothing_again(app, paula, owner, work):
    with app.app_context():
        demo_data.prepare()
        with transaction():
            number = enqueue("end_what_ran_out")  # without its timestamp: it fails
    work()
    owner.execute("update role_assignment set brand_id = (select min(id) from brand) where staff_id = %s", [paula.id])
    page = open_page(paula.client, QUEUE)
    assert ("end_what_ran_out" in page.text, "Try again" in page.text) == (True, False)
    assert paula.post(f"{QUEUE}/{number}/retry").status_code == 404
    found = owner.execute("select status from procrastinate.procrastinate_jobs where id = %s", [number])
    assert found.fetchone() == ("failed",)
