"""A dead letter that nobody needs is dismissed, with a reason: it stays, and “since” leaves it alone."""

from datetime import timedelta

import psycopg
import pytest

from app.errors import Refused
from app.services import webhook_dismissals, webhook_sending
from tests.screens.strict import Page, open_page
from tests.webhooks.conftest import Someone

DELIVERIES, ENDPOINTS = "/webhooks/deliveries", "/webhooks/endpoints"
WHY = {"code": "other", "text": "Told them by telephone"}
SAID = "Another reason: Told them by telephone"
ROWS = "select state, dismissed_reason from webhook_delivery order by message_id"
RECORDS = "select target, body::jsonb -> 'data' from audit_record where phase = 'effect' and name = %s"


@pytest.fixture
def dead(desk, receiver, owner):
    """An endpoint with three dead letters, enabled again; its id and theirs."""
    endpoint, _ = desk.add(receiver.url)
    desk.tell(3)
    desk.spread()
    owner.execute("update webhook_delivery set state = 'dead', next_at = null")
    return endpoint, [each.outside_id for each in desk.deliveries()]


def began(desk):
    return desk.deliveries()[0].created_at - timedelta(days=1)


def test_one_is_dismissed_with_a_reason_and_recorded(paula, dead, owner):
    _, (first, *_) = dead
    record = f"{DELIVERIES}/{first}"
    asked = open_page(paula.client, open_page(paula.client, record).link("Dismiss…"))
    assert asked.heading == "Dismiss this dead letter?"
    refused = Page(paula.post(f"{record}/dismissal", data={"code": ""}))
    assert (refused.status, "Choose a reason" in refused.alert) == (422, True)
    answer = paula.post(f"{record}/dismissal", data=WHY)
    page = open_page(paula.client, answer.location)
    assert page.texts(".page-head .badge, .record-head .badge, main .badge")[0] == "Dismissed"
    assert SAID in page.soup.get_text()
    assert owner.execute(ROWS).fetchall() == [("dismissed", SAID), ("dead", ""), ("dead", "")]
    assert owner.execute(RECORDS, ["webhook_delivery.dismissed"]).fetchall() == [(first, {"reason": SAID})]


def test_the_list_has_a_view_of_them(paula, dead):
    _, (first, *others) = dead
    paula.post(f"{DELIVERIES}/{first}/dismissal", data=WHY)
    for state, ids in (("dismissed", {first}), ("dead", set(others))):
        rows = open_page(paula.client, f"{DELIVERIES}?state={state}").soup.select("[data-rows] > tr")
        assert {row["id"] for row in rows} == ids


def test_all_of_an_endpoint_are_dismissed_once_their_number_is_typed(paula, dead, owner):
    endpoint, _ = dead
    address = open_page(paula.client, f"{ENDPOINTS}/{endpoint}").link("Dismiss all…")
    assert "Type 3 to go on." in open_page(paula.client, address).text
    refused = Page(paula.post(address, data=WHY | {"count": "2"}))
    assert (refused.status, "Type 3 to go on" in refused.alert) == (422, True)
    page = open_page(paula.client, paula.post(address, data=WHY | {"count": "3"}).location)
    assert "3 dismissed" in page.texts("#alerts p")[0]
    assert "Dismiss all…" not in page.text
    assert {state for state, _ in owner.execute(ROWS)} == {"dismissed"}
    told = {"count": 3, "reason": SAID}
    assert owner.execute(RECORDS, ["webhook_deliveries.dismissed"]).fetchall() == [(endpoint, told)]
    assert paula.get(address).status_code == 409


def test_another_number_than_was_seen_dismisses_none(app, dead, owner):
    endpoint, _ = dead
    with app.app_context(), pytest.raises(Refused, match="3 dead letters now, not 4"):
        webhook_dismissals.dismiss_all(endpoint, count=4, reason="Why not", by=Someone())
    assert {state for state, _ in owner.execute(ROWS)} == {"dead"}


def test_what_was_dismissed_is_sent_again_only_by_itself(paula, desk, dead, receiver, owner):
    endpoint, (first, *_) = dead
    paula.post(f"{DELIVERIES}/{first}/dismissal", data=WHY)
    assert desk.replay_since(endpoint, began(desk)) == 2
    desk.work()
    assert len(receiver.ids) == 2
    paula.post(f"{DELIVERIES}/{first}/replays")
    desk.work()
    assert len(receiver.ids) == 3
    assert set(owner.execute(ROWS)) == {("delivered", "")}


def test_nothing_but_a_dead_letter_is_dismissed(paula, desk, receiver, owner):
    desk.add(receiver.url)
    desk.tell()
    desk.spread()
    for _ in ("waiting", "delivered"):
        (delivery,) = desk.deliveries()
        address = f"{DELIVERIES}/{delivery.outside_id}/dismissal"
        assert (paula.get(address).status_code, paula.post(address, data=WHY).status_code) == (409, 409)
        desk.work()
    with pytest.raises(psycopg.errors.CheckViolation, match="only a dead letter is dismissed"):
        owner.execute("update webhook_delivery set state = 'dismissed', dismissed_at = now(), dismissed_reason = 'x'")
    owner.execute("update webhook_delivery set state = 'dead'")
    with pytest.raises(psycopg.errors.CheckViolation, match="dismissed_reason"):
        owner.execute("update webhook_delivery set state = 'dismissed', dismissed_at = now()")


@pytest.mark.parametrize(("status", "state"), [(204, "delivered"), (500, "dismissed")])
def test_an_attempt_under_way_meanwhile_only_counts_when_it_arrives(paula, desk, receiver, owner, status, state):
    desk.add(receiver.url)
    desk.tell()
    desk.spread()
    (delivery,) = desk.deliveries()

    def meanwhile():
        owner.execute("update webhook_delivery set state = 'dead', next_at = null")
        paula.post(f"{DELIVERIES}/{delivery.outside_id}/dismissal", data=WHY)

    receiver.status, receiver.meanwhile = status, meanwhile
    with desk.app.app_context():
        assert webhook_sending.attempt(delivery.id)
    assert owner.execute(ROWS).fetchall() == [(state, SAID if state == "dismissed" else "")]
