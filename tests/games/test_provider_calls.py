"""The provider calls, also those that never reached a round."""

import pytest

from app.providers.results import TOOK_EFFECT, Outcome
from app.queries import calls
from app.words import OUTCOMES
from tests.games.pages import CALLS
from tests.screens.queries import counted
from tests.screens.strict import open_page
from tests.wallet.house import bet, betwin


@pytest.fixture
def called(house, player):
    for number in range(2):
        house.call("betwin", betwin(player, bet("1", "1.00")))
        house.call("betwin", betwin(player, bet(f"forged {number}", "1.00")), signature="0" * 64)
    house.call("betwin", b'{"account_id": "pl_\x00\xff"')
    house.call("betwin", betwin(player, bet("2", "1.00")), integration="nobody")
    assert house.wallet.log.flush()


def outcomes(grace, **filters):
    page = open_page(grace.client, CALLS, query_string=filters)
    return sorted(badge for badge in page.texts("tbody .badge"))


def test_calls_that_were_refused_unread_stand_in_the_list(grace, called):
    refused = ["Cannot be read", "Integration not known", "Signature does not fit", "Signature does not fit"]
    assert outcomes(grace) == [*refused, "Took effect", "Took effect"]
    assert outcomes(grace, kind="refused") == refused
    assert outcomes(grace, kind="replayed") == ["Took effect"]
    assert outcomes(grace, outcome="bad_signature") == refused[2:]
    assert outcomes(grace, integration="acme", kind="refused") == [refused[0], *refused[2:]]
    assert outcomes(grace, integration="nobody") == []


def test_a_call_shows_its_bytes_its_answer_and_why(grace, called):
    page = open_page(
        grace.client, open_page(grace.client, f"{CALLS}?outcome=malformed").soup.select_one("tbody a.id")["href"]
    )
    assert page.heading == "betwin"
    assert page.texts(".badge") == ["Cannot be read"]
    request, answer = page.soup.select(".exchange section")
    assert request.pre.get_text() == '{"account_id": "pl_\\x00\\xff"'
    assert '"api_code": "400"' in answer.pre.get_text()


def test_calls_of_no_brand_are_only_for_who_sees_every_brand(house, grace, called, owner):
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], grace.id))
    assert "Integration not known" not in outcomes(grace)
    assert len(outcomes(grace)) == 5


def test_the_number_of_queries_is_fixed(app, grace, called):
    with counted(app) as statements:
        open_page(grace.client, CALLS)
    assert len(statements) == 4, statements  # session, rights, page, saved views


def test_without_the_right_neither_list_nor_call_opens(sue, house):
    for address in (CALLS, f"{CALLS}/rq_01M83KB395FYKBDK1G95T7AS6Q"):
        page = open_page(sue.client, address)
        assert (page.status, page.state) == (403, "no_right")


def test_nothing_called_nothing_found_and_no_such_call_are_told_apart(grace, house):
    assert open_page(grace.client, CALLS).state == "first_use"
    assert open_page(grace.client, f"{CALLS}?kind=refused").state == "no_match"
    assert open_page(grace.client, f"{CALLS}?outcome=unheard").state == "failed"
    assert open_page(grace.client, f"{CALLS}/rq_01M83KB395FYKBDK1G95T7AS6Q").status == 404


def test_every_outcome_has_its_words_and_one_list_says_which_took_effect():
    assert {outcome.value for outcome in Outcome} <= OUTCOMES.keys()
    assert {outcome.value for outcome in TOOK_EFFECT} == set(calls.TOOK_EFFECT)


def test_an_empty_view_asks_nobody_to_take_a_filter_away(grace, house):
    assert "There are none just now." in open_page(grace.client, f"{CALLS}?kind=refused").text
    none = open_page(grace.client, f"{CALLS}?player=pl_01M83KB395FYKBDK1G95T7AS6Q")
    assert (none.state, none.texts("#list .state a.button")) == ("no_match", ["Clear all filters"])
