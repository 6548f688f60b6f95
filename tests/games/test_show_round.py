"""The round inspector: the books, and every word that was said."""

import json

import pytest

from tests.games.pages import open_round
from tests.screens.queries import counted
from tests.screens.scene import LONG_NAME, evening
from tests.screens.strict import open_page
from tests.wallet.house import bet, betwin, finish, rollback, win


def figures(page):
    return dict(zip(page.texts(".figure dt"), page.texts(".figure .value"), strict=True))


def calls(page):
    return page.texts(".timeline .what")


def journal(page):
    return [
        [cell for cell in (" ".join(td.get_text().split()) for td in row.find_all("td")) if cell][-5:]
        for row in page.soup.select(".entry tr")
    ]


def test_the_figures_are_those_of_the_ledger(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "20.00"), win("2", "125.50"), finished=True))
    page = open_round(grace, "r1")
    assert page.heading == "slot"
    found = figures(page)
    assert (found["Stake"], found["Win"], found["Net for the player"], found["Bets and wins"]) == (
        "€20.00",
        "€125.50",
        "+€105.50",
        "1 / 1",
    )


def test_a_stake_of_two_purses_shows_both_with_their_balances(house, grace):
    player = house.a_player(cash=100, bonus=400)
    house.call("betwin", betwin(player, bet("1", "3.00")))
    page = open_round(grace, "r1")
    assert page.texts(".figure .note")[0] == "€1.00 cash, €2.00 bonus"
    assert journal(page) == [
        ["Player’s cash", "Game provider", "−€1.00", "€1.00", "€0.00"],
        ["Player’s bonus", "Game provider", "−€2.00", "€4.00", "€2.00"],
    ]


def test_a_retry_stands_with_the_call_that_counted(house, player, grace):
    stake = betwin(player, bet("1", "20.00"))
    for _ in range(3):
        house.call("betwin", stake)
    house.call("betwin", betwin(player, win("2", "5.00"), finished=True))
    again = "betwin sent again, same answer"
    assert calls(open_round(grace, "r1")) == ["betwin bet €20.00 This one counted", again, again, "betwin win €5.00"]


def test_a_call_refused_first_and_taken_when_sent_again_shows_both(house, grace):
    player = house.a_player(cash=100)
    house.call("betwin", betwin(player, bet("0", "1.00")))
    stake = betwin(player, bet("1", "5.00"))
    house.call("betwin", stake)
    house.adjust(player, "cash", 1_000)
    house.call("betwin", stake)
    page = open_round(grace, "r1")
    assert calls(page)[1:] == ["betwin bet €5.00 Not enough funds", "betwin bet €5.00 This one counted"]
    assert [entry[-1] for entry in journal(page)] == ["€0.00", "€5.00", "€5.00"]


def test_rollback_and_debt_are_told_purse_by_purse(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "10.00"), win("2", "50.00")))
    house.adjust(player, "cash", -12_000)
    house.call("rollback", rollback(player, ("3", "2")))
    page = open_round(grace, "r1")
    assert calls(page)[-1] == "rollback −€50.00"
    assert journal(page)[-2:] == [
        ["Player’s cash", "Game provider", "−€20.00", "€20.00", "€0.00"],
        ["Player’s debt", "Game provider", "−€30.00", "€0.00", "€30.00"],
    ]


def test_every_byte_is_shown_set_out_and_as_it_came(house, player, grace):
    body = betwin(player, bet("1", "1.00"), extra={"deep": [1, {}, []]})
    house.call("betwin", body)
    page = open_round(grace, "r1")
    pretty, raw = [pre.get_text() for pre in page.soup.select(".exchange section")[0].find_all("pre")]
    assert raw == json.dumps(body)
    assert pretty == json.dumps(body, indent=2)


def test_what_was_said_is_only_for_who_may_read_calls(house, player, grace, sue):
    house.call("betwin", betwin(player, bet("secret-id", "1.00")))
    seen, hidden = open_round(grace, "r1"), open_round(sue, "r1")
    assert "id_provider" in seen.text
    assert "id_provider" not in hidden.text
    assert (seen.state, hidden.state) == (None, "no_right")
    assert "games.calls.read" in hidden.text
    assert calls(hidden) == calls(seen)


def test_a_win_after_the_end_is_marked_late(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "5.00"), finished=True))
    house.call("betwin", betwin(player, win("2", "8.00")))
    assert open_round(grace, "r1").texts(".entry .badge") == ["Late"]


def test_a_finish_moves_no_money_and_says_so(house, player, grace):
    house.call("betwin", betwin(player, bet("1", "5.00")))
    house.call("finish", finish(player))
    page = open_round(grace, "r1")
    assert journal(page)[-1][-1] == "No money moved"
    assert figures(page)["Lasted"].endswith("ms")


def test_the_inspector_asks_the_same_however_long_the_round(app, house, player, grace):
    asked = []
    for number in range(3):
        house.call("betwin", betwin(player, bet(f"b{number}", "1.00"), win(f"w{number}", "2.00")))
        (address,) = {row.address for row in _rows(grace)}
        with counted(app) as statements:
            open_page(grace.client, address)
        asked.append(len(statements))
    assert asked == [8] * 3, statements  # session, rights, round, marks, entries, lines, calls, game session


def test_long_and_hostile_text_breaks_no_page(house, player, grace, owner):
    remarkable = evening(house, owner, rounds=0)
    assert open_round(grace, remarkable["refused"]).heading == LONG_NAME
    hostile = "<script>alert(1)</script>\x01\u202e" + "x" * 180
    house.call("betwin", betwin(player, bet("<b>1</b>", "1.00"), round_id=hostile))
    page = open_page(grace.client, _rows(grace)[0].address)
    assert page.soup.find("script", src=False) is None
    assert page.soup.find("b", string="1") is None


@pytest.mark.parametrize(
    "round_id", ["rd_01M83KB3BKFQ5895559AG5SCGB", "rd_x", "pl_01M83KB3BKFQ5895559AG5SCGB", "%00", "rd_" + "Z" * 26]
)
def test_a_round_that_is_none_is_not_found(grace, round_id):
    page = open_page(grace.client, f"/games/rounds/{round_id}")
    assert (page.status, page.state) == (404, "failed")


def _rows(person):
    from tests.games.pages import RoundList

    return RoundList(person).rows
