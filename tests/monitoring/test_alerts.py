"""An alert is opened once for each cause, follows it, and is over when the cause is."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from app.extensions import transaction
from app.ids import outside
from app.services import alerts
from tests.cast import hire, sign_in
from tests.monitoring.samples import failing, found
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece

ALERTS = "/monitoring/alerts"
MUTING = {"code": "known", "text": "", "span": "4"}


@pytest.fixture
def follow(app, database):
    """What follows from what the checks were found to be."""

    def followed(*looks):
        with app.app_context(), transaction():
            alerts.follow(looks)

    return followed


@pytest.fixture
def told(owner):
    """Which messages about alerts went out, oldest first."""
    return lambda: [row[0] for row in owner.execute("select type from outbox_message order by id").fetchall()]


@pytest.fixture
def standing(owner):
    """Severity and figure of each alert, and whether it is open."""
    return lambda: owner.execute("select severity, figure, closed_at is null from alert order by id").fetchall()


@pytest.fixture
def address(follow, owner):
    """Where a new alert stands."""
    follow(failing())
    return f"{ALERTS}/{outside('al', owner.execute('select public_id from alert').fetchone()[0])}"


def test_an_alert_opens_worsens_and_is_over_with_its_cause(follow, standing, told):
    follow(found("fine", figure=0))
    assert standing() == []
    follow(found("warning", figure=2))
    follow(found("warning", figure=3))
    assert standing() == [("warning", "2", True)]
    follow(failing(figure=9))
    follow(found("warning", figure=3))
    assert standing() == [("failing", "9", True)]
    follow(found("fine", figure=0))
    assert standing() == [("failing", "9", False)]
    assert told() == ["alert.opened", "alert.worsened", "alert.closed"]
    follow(failing(figure=6))
    assert standing() == [("failing", "9", False), ("failing", "6", True)]


def test_what_nobody_looks_at_any_more_is_over(follow, standing):
    follow(failing("providers.silence", 300, "acme"), failing())
    follow(failing())
    assert [row[2] for row in standing()] == [False, True]


def test_two_that_look_at_once_open_one_alert(app, owner, judge, house):
    owner.execute("insert into procrastinate.procrastinate_workers (last_heartbeat) values ('2020-01-01')")
    start = Barrier(4)

    def look():
        start.wait()
        judge()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(look) for _ in range(4)]:
            done.result()
    assert owner.execute("select count(*) from alert where cause = 'servers.worker'").fetchone() == (1,)


def test_the_database_holds_one_open_alert_a_cause_and_what_is_over_stays(follow, owner):
    follow(failing())
    again = "insert into alert (cause, severity, figure) values ('jobs.failed', 'failing', '7')"
    with pytest.raises(psycopg.errors.UniqueViolation, match="alert_open"):
        owner.execute(again)
    follow(found("fine", figure=0))
    owner.execute(again)
    with pytest.raises(psycopg.errors.CheckViolation, match="this alert is over"):
        owner.execute("update alert set closed_at = null where closed_at is not null")


def test_an_alert_is_acknowledged_by_one_person_with_a_record(paula, address, owner):
    assert "I look after it" in open_page(paula.client, address).text
    assert paula.post(f"{address}/acknowledgement").location == address
    page = open_page(paula.client, address)
    assert ("Looked after" in page.text, "I look after it" in page.text) == (True, False)
    assert paula.post(f"{address}/acknowledgement").status_code == 409
    effects = owner.execute("select actor_id, target from audit_record where name = %s", ["alert.acknowledged"])
    assert effects.fetchall() == [(paula.outside_id, address.rpartition("/")[2])]


def test_what_is_over_needs_nobody(paula, address, follow):
    follow(found("fine", figure=0))
    assert "This alert is over" in paula.post(f"{address}/acknowledgement").text


def test_a_muted_cause_is_kept_and_told_to_nobody(paula, address, follow, told, standing, owner):
    assert "Mute the alerts of “Failed”?" in open_page(paula.client, f"{address}/muting").text
    assert open_piece(paula.client, f"{address}/muting", "dialog-body").status == 200
    assert paula.post(f"{address}/muting", data=MUTING).location == address
    follow(found("fine", figure=0))
    follow(failing())
    assert told() == ["alert.opened"]
    assert len(standing()) == 2
    assert "Muted until" in open_page(paula.client, address).text
    assert paula.post(f"{address}/unmuting").location == address
    follow(found("fine", figure=0))
    assert told() == ["alert.opened", "alert.closed"]
    assert paula.post(f"{address}/unmuting").status_code == 409
    names = owner.execute("select name from audit_record where phase = 'effect' order by event_id").fetchall()
    assert names[-2:] == [("alerts.muted",), ("alerts.unmuted",)]


def test_a_mute_runs_out_by_itself(paula, address, follow, told, owner):
    paula.post(f"{address}/muting", data=MUTING)
    owner.execute("update alert_mute set muted_until = clock_timestamp()")
    follow(found("fine", figure=0))
    assert told() == ["alert.opened", "alert.closed"]


@pytest.mark.parametrize("change", [{"code": ""}, {"code": "other", "text": "so"}, {"span": "for ever"}])
def test_a_mute_without_reason_or_end_is_asked_for_again(paula, address, change, owner):
    answer = paula.post(f"{address}/muting", data=MUTING | change)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert owner.execute("select count(*) from alert_mute").fetchone() == (0,)


def test_the_list_is_narrowed_by_state_and_names_who_looks_after_what(app, paula, address, follow):
    paula.post(f"{address}/acknowledgement")
    follow(failing(), failing("jobs.oldest", 900))
    follow(failing())
    assert open_page(paula.client, ALERTS).texts("[data-rows] td:nth-child(3)") == ["Oldest", "Failed"]
    opened = open_page(paula.client, f"{ALERTS}?state=open")
    assert opened.texts("[data-rows] td")[2:7] == ["Failed", "Failing", "7", "Looked after", "Paula"]
    assert open_page(paula.client, f"{ALERTS}?state=closed").texts("[data-rows] td:nth-child(3)") == ["Oldest"]
    with counted(app) as statements:
        open_page(paula.client, ALERTS)
    assert len(statements) == 4, statements  # session, rights, saved views, page


def test_no_alert_yet_and_none_in_this_view_are_told_apart(paula, address, follow, owner):
    assert open_page(paula.client, f"{ALERTS}?state=closed").state == "no_match"
    owner.execute("delete from alert")
    assert open_page(paula.client, ALERTS).state == "first_use"


def test_an_open_alert_waits_in_the_inbox_until_somebody_looks_after_it(paula, address):
    assert "Alerts nobody looks after" in open_page(paula.client, "/inbox").text
    paula.post(f"{address}/acknowledgement")
    assert "Alerts nobody looks after" not in open_page(paula.client, "/inbox").text


def test_whoever_runs_games_sees_alerts_of_providers_in_their_brands_alone(house, grace, address, follow, owner):
    ours, theirs = house.ids["brand"], house.ids["other brand"]
    follow(
        failing(),
        failing("providers.silence", 300, "acme", ours),
        failing("providers.silence", 300, "theirs", theirs),
    )
    assert open_page(grace.client, ALERTS).texts("[data-rows] td:nth-child(3)") == ["Silence: theirs", "Silence: acme"]
    assert open_page(grace.client, address).status == 404
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [ours, grace.id])
    assert open_page(grace.client, ALERTS).texts("[data-rows] td:nth-child(3)") == ["Silence: acme"]


def test_whoever_only_reads_sees_no_button_and_is_refused(app, audrey, address):
    assert "I look after it" not in open_page(audrey.client, address).text
    assert audrey.post(f"{address}/acknowledgement").status_code == 403
    assert sign_in(app, hire(app, "sue")).get(address).status_code == 403


def test_the_page_of_health_says_who_looks_after_what_is_wrong(paula, owner, judge):
    owner.execute("insert into procrastinate.procrastinate_workers (last_heartbeat) values ('2020-01-01')")
    judge()
    link = open_page(paula.client, "/monitoring/").soup.select_one(".banner.bad a")["href"]
    paula.post(f"{link}/acknowledgement")
    assert any("Paula looks after it" in each for each in open_page(paula.client, "/monitoring/").texts(".banner"))
