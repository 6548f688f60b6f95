"""A form about webhooks that is sent twice, one after the other or at once, is done once."""

import pytest

from tests.ledger.book import in_threads
from tests.screens.once import once_of
from tests.screens.strict import Page

ENDPOINTS = "/webhooks/endpoints"
COUNTS = """
    select (select count(*) from webhook_endpoint), (select count(*) from webhook_secret),
           (select count(*) from outbox_message), (select count(*) from webhook_delivery)
"""


@pytest.fixture
def sends_at_once(app, paula):
    """Sends one form from four of her tabs; the statuses, sorted."""

    def sends(address, fields):
        cookie = paula.client.get_cookie("countroom")

        def one(_):
            browser = app.test_client()
            browser.set_cookie("countroom", cookie.value)
            return browser.post(address, data=fields, headers=paula.csrf).status_code

        return sorted(in_threads(4, one))

    return sends


def test_an_endpoint_is_added_once(paula, receiver, sends_at_once, owner):
    once = once_of(paula, f"{ENDPOINTS}/new", ENDPOINTS)
    fields = {"url": receiver.url, "types": "player.registered", "brand": "", "once": once}
    assert sends_at_once(ENDPOINTS, fields) == [200, 409, 409, 409]
    again = Page(paula.post(ENDPOINTS, data=fields | {"description": "Another"}))
    assert (again.status, "done already: ep_" in again.text) == (409, True)
    assert owner.execute(COUNTS).fetchone() == (1, 1, 0, 0)


def test_a_secret_is_rotated_once_even_when_the_old_one_has_run_out(paula, desk, receiver, sends_at_once, owner):
    endpoint, _ = desk.add(receiver.url)
    record = f"{ENDPOINTS}/{endpoint}"
    fields = {"once": once_of(paula, record, f"{record}/secrets")}
    assert sends_at_once(f"{record}/secrets", fields) == [200, 409, 409, 409]
    owner.execute("update webhook_secret set expires_at = created_at where expires_at is not null")
    again = Page(paula.post(f"{record}/secrets", data=fields))
    assert (again.status, "done already" in again.text) == (409, True)
    assert owner.execute(COUNTS).fetchone() == (1, 2, 0, 0)


def test_a_test_is_sent_once(paula, desk, receiver, sends_at_once, owner):
    endpoint, _ = desk.add(receiver.url)
    record = f"{ENDPOINTS}/{endpoint}"
    fields = {"once": once_of(paula, record, f"{record}/tests")}
    assert sends_at_once(f"{record}/tests", fields) == [303, 409, 409, 409]
    assert owner.execute(COUNTS).fetchone() == (1, 1, 1, 1)


def test_a_form_of_another_address_or_of_nobody_makes_nothing(paula, desk, receiver, owner):
    endpoint, _ = desk.add(receiver.url)
    record = f"{ENDPOINTS}/{endpoint}"
    elsewhere = once_of(paula, record, f"{record}/tests")
    for once in ("", "x.y", "\0", elsewhere):
        assert paula.post(f"{record}/secrets", data={"once": once}).status_code == 422
        drawn = Page(paula.post(ENDPOINTS, data={"url": receiver.url, "types": "player.registered", "once": once}))
        assert (drawn.status, drawn.texts(".summary a")[0][:24]) == (422, "Form: This form is not o")
        assert drawn.soup.select_one("[name=once]")["value"] not in ("", once)
    assert paula.post(f"{record}/tests", data={"once": once_of(paula, record, f"{record}/secrets")}).status_code == 422
    assert owner.execute(COUNTS).fetchone() == (1, 1, 0, 0)
