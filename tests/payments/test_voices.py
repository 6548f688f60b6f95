"""The list of what payment providers sent, one of it as it came, and whose each is."""

from urllib.parse import urlencode

import pytest

from app.ids import outside
from tests.cast import sign_in
from tests.screens.queries import counted
from tests.screens.strict import open_page

LIST = "/payments/webhooks"
READ = "payments.webhooks.read"
MONEY = ("payments.deposits.read", "payments.withdrawals.read")


def shown(person, **filters):
    return open_page(person.client, f"{LIST}?{urlencode(filters)}" if filters else LIST)


def types(page):
    return [row.select("td")[2].get_text(strip=True) for row in page.soup.select("[data-rows] > tr")]


def first_of(page):
    return page.soup.select_one("[data-rows] a")["href"]


def named(page):
    """Where the links lead to what it names."""
    return {link["href"] for link in page.soup.select(".pairs a.link[title]") if "?" not in link["href"]}


@pytest.fixture
def heard(till, voice, submitted):
    """A payout paid, the same again, a contradiction, a payment that names nobody, a ping, a forgery, one waiting."""
    voice.says("payout.paid", submitted, 3000, event="evt_paid")
    voice.says("payout.paid", submitted, 3000, event="evt_paid")
    voice.says("payout.failed", submitted, 3000)
    voice.pays("captured", 100, player="pl_00000000000000000000000000", id="pay_nobody")
    voice.sends({"id": "evt_ping", "type": "ping.sent"})
    voice.sends({"id": "evt_forged", "type": "ping.forged"}, header="forged")
    voice.work()
    voice.pays("declined", 700, player=till.a_player(brand="lagoon"), id="pay_waits")
    return submitted


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["payment.declined", "unknown", "ping.sent", "payment.captured", "payout.failed", "payout.paid",
              "payout.paid"]),
        ({"state": "contradiction"}, ["payment.captured", "payout.failed"]),
        ({"state": "looked_into"}, []),
        ({"state": "unmatched"}, ["payment.captured"]),
        ({"state": "waiting"}, ["payment.declined"]),
        ({"state": "processed"}, ["ping.sent", "payout.paid"]),
        ({"state": "duplicate"}, ["payout.paid"]),
        ({"state": "refused"}, ["unknown"]),
        ({"brand": "lagoon"}, ["payment.declined"]),
        ({"about": "pay_nobody"}, ["payment.captured"]),
        ({"about": "evt_paid"}, ["payout.paid"]),
        ({"provider": "pretend", "received_from": "2020-01-01", "state": "processed"}, ["ping.sent", "payout.paid"]),
        ({"received_to": "2020-01-01"}, []),
        ({"sort": "received_at", "state": "contradiction"}, ["payout.failed", "payment.captured"]),
    ],
    ids=str,
)  # fmt: skip
def test_each_view_and_filter_narrows_the_list(penny, heard, filters, expected):
    page = shown(penny, **filters)
    assert types(page) == expected
    assert page.state == (None if expected else "no_match")


def test_a_filter_that_cannot_be_read_is_named_and_lists_nothing(penny, heard):
    page = shown(penny, received_from="yesterday")
    assert (page.state, types(page)) == ("failed", [])


def test_before_anything_came_the_list_says_what_will_stand_there(penny, database):
    assert shown(penny).state == "first_use"


def test_one_shows_what_came_why_and_what_it_names(penny, heard):
    page = open_page(penny.client, first_of(shown(penny, about=heard)))
    assert page.heading == "payout.failed"
    assert "It contradicts what we know, so nothing moved." in page.text
    assert f'"reference": "{heard}"' in page.texts("pre")[0]
    assert named(page) == {f"/payments/withdrawals/{heard}"}


def test_what_it_names_is_linked_only_for_whoever_may_read_it(app, till, heard):
    till.hire("rita", READ)
    page = open_page(
        sign_in(app, till.staff["rita"]).client, first_of(shown(sign_in(app, till.staff["rita"]), about=heard))
    )
    assert "nothing of ours that you may see" in page.text


def test_a_deposit_and_its_attempt_are_both_named(till, voice, penny):
    attempt = till.starts(till.a_player(), 1000)
    voice.pays("captured", 1000, reference=attempt)
    voice.work()
    [(deposit,)] = till.rows("select public_id from deposit")
    page = open_page(penny.client, first_of(shown(penny)))
    assert named(page) == {f"/payments/attempts/{attempt}", f"/payments/deposits/{outside('dp', deposit)}"}


def test_a_brand_sees_its_own_and_nothing_of_nobody(app, till, heard):
    for name, brand, expected in (
        ("nora", "norrsken", ["payout.failed", "payout.paid", "payout.paid"]),
        ("sol", "lagoon", ["payment.declined"]),
    ):
        till.hire(name, READ, *MONEY, brand=brand)
        assert types(shown(sign_in(app, till.staff[name]))) == expected


def test_what_names_things_of_two_brands_is_of_none(till, voice):
    attempt = till.starts(till.a_player(), 1000)
    voice.pays("captured", 1000, reference=attempt, player=till.a_player(brand="lagoon"))
    voice.pays("captured", 1000, reference=attempt, id="pay_2")
    rows = till.rows("select b.code from payment_webhook w left join brand b on b.id = w.brand_id order by w.id")
    assert rows == [(None,), ("norrsken",)]


def test_a_page_is_turned_by_key_and_asks_as_much_of_the_database_however_many_there_are(app, penny, voice, database):
    voice.sends({"id": "evt_0", "type": "ping.sent"})
    with counted(app) as few:
        shown(penny)
    for number in range(1, 60):
        voice.sends({"id": f"evt_{number}", "type": "ping.sent"})
    with counted(app) as many:
        page = shown(penny)
    assert len(many) == len(few) + 1  # what one page does not hold is counted
    assert len(types(page)) == 50
    assert len(types(open_page(penny.client, page.link("Next")))) == 10


def test_one_asks_the_database_as_much_as_any_other(app, penny, heard):
    with counted(app) as asked:
        open_page(penny.client, first_of(shown(penny, about=heard)))
    assert len(asked) <= 16, asked


def test_it_is_found_by_its_id(till, penny, heard):
    [(public_id,)] = till.rows("select public_id from payment_webhook where event_id = 'evt_ping'")
    webhook = outside("pw", public_id)
    assert penny.get(f"/search?q={webhook}").location == f"{LIST}/{webhook}"
