"""System → Webhooks as staff use it, with scripts off: every act is a form, every page strict HTML."""

import base64
from urllib.parse import urlencode

from tests.screens.once import once_of
from tests.screens.queries import counted
from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, open_piece

ENDPOINTS, DELIVERIES = "/webhooks/endpoints", "/webhooks/deliveries"


def add(person, url, **changes):
    once = once_of(person, f"{ENDPOINTS}/new", ENDPOINTS)
    wanted = {"url": url, "types": "player.registered", "brand": "", "once": once}
    return Answer(person.post(ENDPOINTS, data=wanted | changes))


def presses(person, endpoint, act):
    """One of the buttons of an endpoint's record."""
    record = f"{ENDPOINTS}/{endpoint}"
    return person.post(f"{record}/{act}", data={"once": once_of(person, record, f"{record}/{act}")})


def secret_on(page):
    return page.texts("#secret .id")[0]


def listed(person, **filters):
    return open_page(person.client, f"{DELIVERIES}?{urlencode(filters)}")


def test_an_endpoint_is_added_and_its_secret_shown_once(paula, receiver):
    assert open_page(paula.client, ENDPOINTS).state == "first_use"
    shown = add(paula, receiver.url, description="The lobby")
    secret = secret_on(shown)
    assert secret.startswith("whsec_")
    row = open_page(paula.client, ENDPOINTS)
    address = row.soup.select_one("[data-rows] a")["href"]
    record = open_page(paula.client, address)
    assert record.heading == "The lobby"
    for page in (row, record, open_page(paula.client, DELIVERIES)):
        assert secret.removeprefix("whsec_") not in page.text


def test_what_cannot_be_an_endpoint_is_told_beside_its_field(paula):
    page = add(paula, "https://127.0.0.1/")
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert "The host must be a full name" in page.alert
    assert "Choose at least one" in add(paula, "https://hooks.example.com/", types=[]).alert


def test_a_rotation_shows_the_new_secret_once_and_a_third_is_refused(paula, desk, receiver):
    endpoint, old = desk.add(receiver.url)
    shown = Answer(presses(paula, endpoint, "secrets"))
    assert secret_on(shown) != old
    assert (
        len(open_page(paula.client, f"{ENDPOINTS}/{endpoint}").texts("[aria-labelledby=secrets-title] tbody tr")) == 2
    )
    assert presses(paula, endpoint, "secrets").status_code == 409


def test_a_secret_is_in_no_page_no_record_and_no_cookie(paula, desk, receiver, owner, capfd):
    shown = add(paula, receiver.url)
    secret = secret_on(shown).removeprefix("whsec_")
    endpoint = shown.soup.select_one("[data-up]")["href"]
    receiver.status = 500
    desk.tell()
    desk.work()
    (delivery,) = desk.deliveries()
    seen = [open_page(paula.client, each).text for each in (ENDPOINTS, endpoint, DELIVERIES)]
    seen.append(open_page(paula.client, f"{DELIVERIES}/{delivery.outside_id}").text)
    seen += [body for (body,) in owner.execute("select body from audit_record").fetchall()]
    seen += [cookie.value for cookie in paula.client._cookies.values()]
    seen += capfd.readouterr()
    assert len(seen) > 5
    for form in (secret, secret.rstrip("="), base64.b64decode(secret).hex()):
        assert not any(form in text for text in seen)


def test_a_test_message_leads_to_its_delivery(paula, desk, receiver):
    endpoint, _ = desk.add(receiver.url)
    answer = presses(paula, endpoint, "tests")
    page = open_page(paula.client, answer.location)
    assert (page.heading, page.state) == ("webhook.tested", "first_use")
    desk.work()
    page = open_page(paula.client, answer.location)
    assert page.texts(".event .what") == ["Attempt 1 204"]
    assert page.state is None


def test_a_delivery_asks_for_itself_until_nothing_more_is_due(paula, desk, receiver):
    endpoint, _ = desk.add(receiver.url)
    shown = open_page(paula.client, presses(paula, endpoint, "tests").location).soup.select_one("#delivery")
    assert shown["hx-trigger"] == "every 2s"
    assert paula.get(shown["hx-get"]).status_code == 204  # nothing happened since
    desk.work()
    piece = open_piece(paula.client, shown["hx-get"])
    assert piece.texts(".event .what") == ["Attempt 1 204"]
    assert "hx-get" not in piece.soup.select_one("#delivery").attrs


def test_a_delivery_that_waits_for_hours_asks_less_often(paula, desk, receiver, hands):
    desk.add(receiver.url)
    receiver.status = 500
    desk.tell()
    desk.work()
    hands.move(seconds=6)
    desk.work()
    (delivery,) = desk.deliveries()
    shown = open_page(paula.client, f"{DELIVERIES}/{delivery.outside_id}").soup.select_one("#delivery")
    assert shown["hx-trigger"] == "every 30s"


def test_a_delivery_shows_each_attempts_request_and_answer(paula, desk, receiver, hands):
    desk.add(receiver.url)
    receiver.status, receiver.body = 503, b'{"reason": "<b>tired</b>"}'
    (message,) = desk.tell()
    desk.work()
    hands.move(seconds=6)
    desk.work()
    (delivery,) = desk.deliveries()
    page = open_page(paula.client, f"{DELIVERIES}/{delivery.outside_id}")
    assert page.texts(".event .what") == ["Attempt 2 503", "Attempt 1 503"]
    said = page.soup.get_text()
    assert '"type": "player.registered"' in said
    assert '"reason": "<b>tired</b>"' in said
    assert f"webhook-id: {message}" in said
    assert page.soup.select_one("pre b") is None


def test_deliveries_are_narrowed_by_chips_and_paged_by_key(paula, desk, receiver, owner):
    endpoint, _ = desk.add(receiver.url)
    other, _ = desk.add(receiver.url + "?other")
    messages = desk.tell(60)
    desk.spread()
    assert listed(paula).texts(".pager .number") == ["120 messages"]
    page = listed(paula, receiver=endpoint)
    assert page.texts(".chip > span") == [f"Endpoint is {endpoint}"]
    assert (len(page.soup.select("[data-rows] > tr")), page.texts(".pager .number")) == (50, ["60 messages"])
    further = open_page(paula.client, page.link("Next"))
    assert len(further.soup.select("[data-rows] > tr")) == 10
    assert listed(paula, message=messages[0]).texts(".pager .number") == ["2 messages"]
    assert listed(paula, state="dead").state == "no_match"
    assert listed(paula, receiver="nonsense").state == "failed"
    assert not open_piece(paula.client, f"{DELIVERIES}?receiver={other}").is_whole


def test_the_number_of_queries_does_not_grow_with_the_rows(app, paula, desk, receiver):
    desk.add(receiver.url)
    asked = []
    for _ in range(3):
        desk.tell(5)
        desk.work()
        with counted(app) as statements:
            listed(paula)
        asked.append(len(statements))
    assert asked == [4] * 3  # session, rights, saved views, page


def test_an_endpoint_is_disabled_and_enabled_with_a_reason_and_its_dead_letters_sent_again(paula, desk, receiver):
    endpoint, _ = desk.add(receiver.url)
    record = f"{ENDPOINTS}/{endpoint}"
    assert Answer(paula.post(f"{record}/disabling", data={"code": ""})).status == 422
    paula.post(f"{record}/disabling", data={"code": "other", "text": "Moves to another house"})
    assert "Another reason: Moves to another house" in open_page(paula.client, record).texts(".banner.bad")[0]
    messages = desk.tell(3)
    desk.work()
    assert receiver.came == []
    paula.post(f"{record}/enabling", data={"code": "repaired"})
    page = open_page(paula.client, record)
    assert "3 never arrived" in page.soup.get_text()
    since = page.soup.select_one("#since")["value"]
    answer = paula.post(f"{record}/replays", data={"since": since})
    assert "3 dead letters are sent again" in open_page(paula.client, answer.location).texts("#alerts p")[0]
    desk.work()
    assert receiver.ids == messages


def test_one_delivery_is_sent_again_by_its_button(paula, desk, receiver):
    desk.add(receiver.url)
    desk.tell()
    desk.work()
    (delivery,) = desk.deliveries()
    form = open_page(paula.client, f"{DELIVERIES}/{delivery.outside_id}").soup.select_one("form[action$=replays]")
    assert paula.post(form["action"]).status_code == 303
    desk.work()
    assert len(receiver.ids) == 2


def test_whoever_only_reads_sees_no_button_and_is_refused(audrey, desk, receiver):
    endpoint, _ = desk.add(receiver.url)
    page = open_page(audrey.client, f"{ENDPOINTS}/{endpoint}")
    assert not page.soup.select("main form")
    assert "Add an endpoint" not in open_page(audrey.client, ENDPOINTS).text
    for act in ("secrets", "tests", "disabling", "enabling", "replays"):
        assert audrey.post(f"{ENDPOINTS}/{endpoint}/{act}").status_code == 403


def test_staff_of_one_brand_see_nothing_of_another(paula, desk, receiver, owner):
    other = owner.execute("select id, code from brand where code <> 'norrsken' order by id").fetchone()
    mine, _ = desk.add(receiver.url, brand="norrsken")
    theirs, _ = desk.add(receiver.url, brand=other[1])
    desk.tell()
    desk.tell(brand_id=other[0])
    desk.work()
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [desk.brand_id, paula.id])
    rows = open_page(paula.client, ENDPOINTS).soup.select("[data-rows] > tr")
    assert [row["id"] for row in rows] == [mine]
    assert len(listed(paula).soup.select("[data-rows] > tr")) == 1
    foreign = next(
        each for each in desk.deliveries() if each.outside_id != listed(paula).soup.select_one("tr[id]")["id"]
    )
    assert open_page(paula.client, f"{ENDPOINTS}/{theirs}").status == 404
    assert open_page(paula.client, f"{DELIVERIES}/{foreign.outside_id}").status == 404
    assert paula.post(f"{DELIVERIES}/{foreign.outside_id}/replays").status_code == 404
    assert paula.post(f"{ENDPOINTS}/{theirs}/secrets").status_code == 404
