"""System → Health: every check with its figure, threshold and since when, in place."""

import pytest

from app.areas.monitoring.settings import PROVIDER_FAILURES
from app.checks.catalogue import GROUPS
from app.services import report_cells, settings
from tests.monitoring.samples import called
from tests.platform.processes import until
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said

HEALTH, CHECKS, PROCESSES = "/monitoring/", "/monitoring/checks", "/monitoring/processes"


def rows(page):
    """State, figure and the rest of each row, by its title."""
    found = [[said(cell) for cell in row.find_all(["td", "th"])] for row in page.soup.select(".checks-table tbody tr")]
    return {title: [state, *rest] for state, title, *rest in found}


def test_every_part_of_the_house_is_shown_in_one_order(paula, house):
    page = open_page(paula.client, HEALTH)
    assert page.status == 200
    there = [title for name, title in GROUPS.items() if name != "payments"]  # nobody pays yet
    assert page.texts("#checks h2") == there
    assert rows(page)["Connections"][0] == "Fine"
    assert rows(page)["Silence: acme"][0] == "Not known"
    assert rows(page)["Worker"][:2] == ["Not known", "–"]


def test_calls_that_fail_are_seen_with_figure_threshold_and_what_to_do(paula, house, owner, judge):
    called(owner, house.ids["acme"], 45)
    called(owner, house.ids["acme"], 5, outcome="bad_signature")
    judge()
    page = open_page(paula.client, HEALTH)
    state, figure, of, warns, fails, since = rows(page)["Failures: acme"]
    assert (state, figure, of, warns, fails) == ("Failing", "10 %", "5 of 50", "2.0 %", "10 %")
    assert since.endswith("now")
    assert "Failures: acme: 10 % (5 of 50)." in page.texts(".banner.bad")[0]
    assert page.texts(".figure .value")[0] == "1"


def test_a_business_refusal_is_no_failure(paula, house, owner):
    called(owner, house.ids["acme"], 30, outcome="insufficient_funds")
    assert rows(open_page(paula.client, HEALTH))["Failures: acme"][:2] == ["Fine", "0.0 %"]


def test_a_provider_that_does_not_hear_us_and_a_slow_answer_are_told_apart(paula, house, owner):
    called(owner, house.ids["acme"], 30)
    called(owner, house.ids["acme"], 20, replayed=True, latency_us=1_200_000)
    found = rows(open_page(paula.client, HEALTH))
    assert found["Repeats: acme"][:2] == ["Failing", "40 %"]
    assert found["Latency: acme"][:2] == ["Failing", "1,200 ms"]


def test_silence_is_measured_by_the_pace_of_before(paula, house, owner):
    slow = house.open_integration("slow")
    called(owner, house.ids["acme"], 500, seconds_ago=120, every=0.2)  # five a second, and then nothing for 20 seconds
    called(owner, slow, 25, seconds_ago=520, every=20)  # three a minute, and then nothing for as long
    found = rows(open_page(paula.client, HEALTH))
    assert found["Silence: acme"][0] == "Warning"
    assert found["Silence: acme"][2] == "for 20 s"
    assert found["Silence: slow"][0] == "Fine"


def test_what_was_failing_stays_so_while_nobody_can_judge(paula, house, owner, judge):
    called(owner, house.ids["acme"], 2_000, seconds_ago=300, every=0.1)
    judge()
    owner.execute("delete from provider_call")
    judge()
    assert rows(open_page(paula.client, HEALTH))["Silence: acme"][:2] == ["Failing", "–"]
    house.stop(integration_id=house.ids["acme"])
    judge()
    assert "Silence: acme" not in rows(open_page(paula.client, HEALTH))
    assert owner.execute("select count(*) from check_state where cause = 'providers.silence acme'").fetchone() == (0,)


def test_since_when_stays_while_the_state_does(house, owner, judge):
    called(owner, house.ids["acme"], 30, outcome="fault")
    judge()
    first = owner.execute("select state, since from check_state where cause = 'providers.failures acme'").fetchone()
    judge()
    again = owner.execute("select state, since from check_state where cause = 'providers.failures acme'").fetchone()
    assert first[0] == "failing"
    assert again == first


def test_a_threshold_that_was_changed_counts_at_once(app, paula, house, owner):
    called(owner, house.ids["acme"], 30, outcome="fault")
    with app.app_context():
        settings.change(PROVIDER_FAILURES.key, "100 / 100", reason="a trial", by=None)
    assert rows(open_page(paula.client, HEALTH))["Failures: acme"][3:5] == ["100 %", "100 %"]


def test_the_checks_ask_for_themselves_in_place(paula, house):
    (piece,) = open_page(paula.client, HEALTH).soup.select("#checks")
    assert (piece["hx-get"], piece["hx-trigger"], piece["hx-swap"]) == (CHECKS, "every 5s", "outerMorph")
    assert open_piece(paula.client, CHECKS).soup.select_one("#checks")["hx-get"] == CHECKS


def test_whoever_runs_games_sees_the_providers_alone(app, house, grace, owner):
    assert open_page(grace.client, HEALTH).texts("#checks h2") == ["Game providers"]
    house.open_integration("theirs", brand="other brand")
    assert {"Silence: acme", "Silence: theirs"} <= set(rows(open_page(grace.client, HEALTH)))
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [house.ids["brand"], grace.id])
    assert "Silence: theirs" not in rows(open_page(grace.client, HEALTH))


def test_the_number_of_queries_does_not_grow_with_providers(app, paula, house):
    asked = []
    for number in range(3):
        house.open_integration(f"more-{number}")
        with counted(app) as statements:
            open_page(paula.client, HEALTH)
        asked.append(len(statements))
    assert asked == [12] * 3, statements  # session, rights, settings, states, alerts, providers, six of the house


@pytest.mark.parametrize(
    ("arrange", "title", "state"),
    [
        (
            "update ledger.house_fold set folded_at = clock_timestamp() - interval '5 minutes'",
            "House balances",
            "Warning",
        ),
        (
            "insert into procrastinate.procrastinate_workers (last_heartbeat)"
            " values (clock_timestamp() - interval '1 hour')",
            "Worker",
            "Failing",
        ),
        (
            "insert into server_heartbeat (id, face, host, pid, streams, seen_at)"
            " values (uuidv7(), 'wallet', 'h', 1, 0, clock_timestamp() - interval '30 seconds')",
            "Wallet",
            "Warning",
        ),
        (
            "insert into server_heartbeat (id, face, host, pid, streams, streams_looked_at)"
            " values (uuidv7(), 'staff', 'h', 1, 3, clock_timestamp() - interval '20 seconds')",
            "Streams",
            "Warning",
        ),
        (
            "insert into procrastinate.procrastinate_jobs (queue_name, task_name)"
            " select 'default', 'x' from generate_series(1, 200)",
            "Waiting",
            "Warning",
        ),
    ],
)
def test_what_stands_still_is_seen(paula, owner, arrange, title, state):
    owner.execute(arrange)
    assert rows(open_page(paula.client, HEALTH))[title][0] == state


def test_payouts_that_wait_with_us_and_with_the_payment_provider_are_told_apart(paula, till, owner):
    unsent, unpaid = (till.asks(till.a_player(5_000), 3_000) for _ in range(2))
    for withdrawal in (unsent, unpaid):
        till.approve(withdrawal)
    till.submit(unpaid)
    owner.execute(
        "update withdrawal_step set recorded_at = recorded_at - interval '2 hours' where to_state = 'approved'"
    )
    found = rows(open_page(paula.client, HEALTH))
    state, figure, of, *_ = found["Payouts unsent: pretend"]
    assert (state, figure[:3], of) == ("Failing", "2 h", "1 waits")
    assert found["Payouts unpaid: pretend"][0] == "Fine"
    owner.execute(
        "update withdrawal_step set recorded_at = recorded_at - interval '30 hours' where to_state = 'submitted'"
    )
    assert rows(open_page(paula.client, HEALTH))["Payouts unpaid: pretend"][0] == "Warning"
    till.submit(unsent)
    till.report("paid", unpaid, 3_000)
    found = rows(open_page(paula.client, HEALTH))
    assert found["Payouts unsent: pretend"][:3] == ["Fine", "0 s", "none waits"]
    assert [found["Payouts unpaid: pretend"][place] for place in (0, 2)] == ["Fine", "1 waits"]


def test_movements_that_nobody_adds_up_for_reports_are_seen_until_somebody_does(app, paula, house, owner):
    assert rows(open_page(paula.client, HEALTH))["Report cells"][:3] == ["Fine", "0 s", "all added up"]
    house.a_player(cash=100)
    owner.execute("update ledger.call set recorded_at = clock_timestamp() - interval '5 minutes'")
    state, figure, of, *_ = rows(open_page(paula.client, HEALTH))["Report cells"]
    assert (state, figure[:5], of) == ("Warning", "5 min", "1 read one by one")

    def is_added_up():
        with app.app_context():
            report_cells.catch_up()
        return rows(open_page(paula.client, HEALTH))["Report cells"][:3] == ["Fine", "0 s", "all added up"]

    until(is_added_up)


def test_processes_are_named_with_their_last_sign_of_life(paula, audrey, owner):
    assert open_page(audrey.client, PROCESSES).state == "first_use"
    owner.execute("""
        insert into server_heartbeat (id, face, host, pid, streams, seen_at) values
          (uuidv7(), 'staff', 'left', 7, 2, clock_timestamp()),
          (uuidv7(), 'wallet', 'gone', 8, 0, clock_timestamp() - interval '1 hour')
    """)
    page = open_page(paula.client, PROCESSES)
    assert page.texts("tbody tr > *")[:4] == ["Staff", "left", "7", "2"]
    assert len(page.soup.select("tbody tr")) == 1
