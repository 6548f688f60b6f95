"""What no index leads to is looked for among so many rows at a time; then the list asks for a period."""

import pytest

from app.queries import keyset
from tests.games.pages import RoundList
from tests.games.test_page_rounds import MANY
from tests.screens.queries import counted
from tests.wallet.house import bet, betwin

ROWS = 40


@pytest.fixture
def long_list(house, player, owner, monkeypatch):
    """101 rounds, the newest of 1.00, then 1.00, 0.99 and so on; a search looks through 40."""
    monkeypatch.setattr(keyset, "SEARCHED", ROWS)
    house.call("betwin", betwin(player, bet("1", "1.00"), round_id="newest"))
    owner.execute(MANY, (100,))


def ends_early(shown):
    return bool(shown.page.soup.select("[data-state=ends_early]"))


def further(shown):
    return shown.turn("look further")


def test_a_rare_thing_is_looked_for_so_far_and_the_page_says_how_far(grace, long_list):
    shown = RoundList(grace, stake_to="0.02")
    assert (shown.rows, shown.total) == ([], "0+ rounds")
    assert ends_early(shown)
    assert "Looked through 40 rounds" in shown.page.text
    assert "Choose a period" in shown.page.text
    assert "No round matches" not in shown.page.text


def test_looking_further_finds_each_of_them_once_and_then_ends(grace, long_list):
    shown, found = RoundList(grace, stake_to="0.42"), []
    for _ in range(3):
        found += [row.stake for row in shown.rows]
        if not ends_early(shown):
            break
        shown = further(shown)
    assert found == [f"€0.{number:02d}" for number in range(42, 0, -1)]
    assert not ends_early(shown)


def test_the_way_back_is_as_long(grace, long_list):
    shown = further(further(RoundList(grace, stake_to="0.42")))
    back = shown.turn("Previous")
    assert ends_early(back)
    assert {row.stake for row in back.rows}.isdisjoint({row.stake for row in shown.rows})
    assert {row.stake for row in back.rows} | {row.stake for row in further(back).rows} >= {"€0.42", "€0.41"}


def test_a_period_that_is_short_enough_is_searched_whole(grace, long_list):
    whole = RoundList(grace, stake_to="0.02", opened_to="2100-01-01T00:00")
    assert ends_early(whole)
    oldest = further(further(whole)).rows[-1]
    assert oldest.stake == "€0.01"


def test_what_an_index_leads_to_is_found_however_old_it_is(grace, long_list, player):
    for filters in ({"player": player.ref}, {"state": "open"}):
        shown = RoundList(grace, stake_to="0.02", **filters)
        assert not ends_early(shown)
        assert {row.stake for row in shown.rows} <= {"€0.01", "€0.02"}
    assert [row.stake for row in RoundList(grace, stake_to="0.02", state="open").rows] == ["€0.01", "€0.02"]


def test_a_full_page_does_not_end_early(grace, long_list, monkeypatch):
    monkeypatch.setattr(keyset, "SEARCHED", 60)
    shown = RoundList(grace, stake_from="0.01")
    assert (len(shown.rows), ends_early(shown), shown.total) == (50, False, "60+ rounds")


def test_a_search_asks_two_questions_more_at_most(app, grace, long_list):
    asked = []
    plain = RoundList(grace)
    for address in (plain.address, RoundList(grace, stake_to="0.42").address):
        with counted(app) as statements:
            grace.get(address)
        asked.append(len(statements))
    assert asked[1] - asked[0] <= 2
