"""Answering what a tool asked for: the list of what waits, the effect, yes within one's limits, no with a reason."""

import pytest

from app.services import adjustments
from app.services.adjustments import Wanted
from tests.cast import sign_in
from tests.payments.till import CLIENT
from tests.screens.strict import Page, open_page

LIST = "/payments/adjustments"


@pytest.fixture
def asked(till):
    """Asks for an adjustment as a tool does; returns its id and its player's."""

    def ask(amount, *, cash=10_000):
        player = till.a_player(cash)
        wanted = Wanted("EUR", "cash", amount, "missing_win", "Round 17 never paid.")
        return till.run(lambda: adjustments.request(player, wanted, by=CLIENT).outside_id), player

    return ask


def form_of(person, adjustment):
    """Where the answers go, and the version the page was drawn with."""
    page = open_page(person.client, f"{LIST}/{adjustment}")
    accept, decline = (form["action"] for form in page.soup.select(".decide form"))
    return accept, decline, {"version": page.soup.select_one(".decide input[name=version]")["value"]}


def test_what_waits_has_a_list_and_a_record_that_shows_what_it_would_change(till, asked, penny):
    adjustment, player = asked(5_000)
    assert open_page(penny.client, f"{LIST}?state=applied").state == "no_match"
    assert open_page(penny.client, f"{LIST}?state=nonsense").status == 404
    waiting = open_page(penny.client, f"{LIST}?state=requested")
    assert waiting.texts("[data-rows] .badge") == ["Waiting"]
    record = open_page(penny.client, waiting.soup.select_one("[data-rows] a.id")["href"])
    assert record.heading == "Credit of €50.00"
    assert record.texts(".effect tbody td.number") == ["€100.00", "€150.00"]
    assert "Round 17 never paid." in record.text
    assert "You may credit €200.00 at a time" in record.text
    assert till.purses(player) == (10_000, 0)
    assert adjustment in record.text


@pytest.mark.parametrize(("amount", "after"), [(5_000, 15_000), (-5_000, 5_000)])
def test_yes_moves_the_money_once(till, asked, penny, amount, after):
    adjustment, player = asked(amount)
    accept, decline, seen = form_of(penny, adjustment)
    assert penny.post(accept, data=seen).location == f"{LIST}/{adjustment}"
    assert till.purses(player) == (after, 0)
    again = Page(penny.post(accept, data=seen))
    assert (again.status, "applied already" in again.alert) == (409, True)
    assert Page(penny.post(decline, data=seen | {"text": "Changed my mind."})).status == 409
    assert till.purses(player) == (after, 0)
    record = open_page(penny.client, f"{LIST}/{adjustment}")
    assert "Applied by Penny" in record.text
    assert record.soup.select(".decide") == []
    assert till.effects(adjustment) == ["adjustment.requested", "adjustment.applied"]


@pytest.mark.parametrize(
    ("verb", "more", "after"), [("acceptances", {}, 10_500), ("declines", {"text": "No."}, 10_000)]
)
def test_who_may_decide_and_not_read_is_told_what_they_did(app, till, asked, verb, more, after):
    """Told that there was no such adjustment, they would do it again another way."""
    adjustment, player = asked(500)
    till.hire("carl", "payments.adjustments.credit")
    till.change(
        "insert into role_limit select id, 'adjustment_credit', 'EUR', 1000, 1000 from role where code = 'carl'"
    )
    carl = sign_in(app, till.staff["carl"])
    answer = carl.post(f"{LIST}/credits/{adjustment}/{verb}", data={"version": "1"} | more)
    assert (answer.status_code, answer.location) == (303, f"{LIST}/{adjustment}")
    assert till.purses(player) == (after, 0)
    again = carl.post(f"{LIST}/credits/{adjustment}/{verb}", data={"version": "1"} | more)
    assert (again.status_code, till.purses(player)) == (404, (after, 0))


def test_no_needs_a_reason_and_moves_nothing(till, asked, penny):
    adjustment, player = asked(5_000)
    _, decline, seen = form_of(penny, adjustment)
    bare = Page(penny.post(decline, data=seen | {"text": " "}))
    assert (bare.status, bare.texts(".summary a")) == (422, ["Why not: Say why in words."])
    assert penny.post(decline, data=seen | {"text": "The round was rolled back."}).status_code == 303
    record = open_page(penny.client, f"{LIST}/{adjustment}")
    assert "The round was rolled back." in record.text
    assert "Declined by Penny" in record.text
    assert till.purses(player) == (10_000, 0)
    assert till.effects(adjustment)[-1] == "adjustment.declined"


def test_the_limit_is_of_whoever_says_yes(till, asked, penny, sue):
    adjustment, player = asked(2_001)
    accept, _, seen = form_of(sue, adjustment)
    above = Page(sue.post(accept, data=seen))
    assert above.status == 409
    assert "Ask somebody with a higher limit." in above.alert
    assert till.purses(player) == (10_000, 0)
    assert penny.post(accept, data=seen).status_code == 303


def test_a_purse_that_cannot_give_it_and_a_page_that_is_old_are_told(till, asked, penny):
    adjustment, player = asked(-5_000, cash=4_000)
    accept, _, seen = form_of(penny, adjustment)
    assert "does not hold as much" in Page(penny.post(accept, data=seen)).alert
    old = Page(penny.post(accept, data={"version": "9"}))
    assert (old.status, "changed since you looked" in old.alert) == (409, True)
    assert till.purses(player) == (4_000, 0)


def test_a_debit_is_answered_by_who_may_debit_at_its_brand(asked, sue, walter, penny, owner):
    adjustment, _ = asked(-100)
    page = open_page(sue.client, f"{LIST}/{adjustment}")
    assert page.soup.select(".decide") == []
    assert "Somebody who may debit" in page.text
    for kind in ("credits", "debits"):  # nor by the other direction's address
        assert sue.post(f"{LIST}/{kind}/{adjustment}/acceptances", data={"version": "1"}).status_code == 403
    assert open_page(walter.client, f"{LIST}/{adjustment}").state == "no_right"
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'lagoon') where staff_id = %s",
        (penny.id,),
    )
    assert open_page(penny.client, f"{LIST}/{adjustment}").status == 404
    assert penny.post(f"{LIST}/debits/{adjustment}/acceptances", data={"version": "1"}).status_code == 404
