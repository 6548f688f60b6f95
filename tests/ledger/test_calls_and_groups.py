"""All actions of a call or none; the calls of a group each for itself."""

import psycopg
import pytest

from tests.ledger.book import bet, call, key, outcomes, rollback, win


def test_bet_and_win_in_one_call(ledger, player):
    answers = ledger.call(player, bet(1000), win(300), bet(300), win(7), settle=True)
    assert [answer.cash_after for answer in answers] == [0, 300, 0, 7]
    played = ledger.round(player, "r")
    assert (played.stake_cash, played.win_cash, played.bets, played.wins) == (1300, 307, 2, 2)
    assert played.settled_at


def test_running_minimum_counts_not_the_end(ledger, player):
    assert outcomes(ledger.call(player, bet(1001), win(9999))) == ["insufficient_funds", "call_refused"]
    assert outcomes(ledger.call(player, bet(10), bet(991), win(9))) == [
        "call_refused",
        "insufficient_funds",
        "call_refused",
    ]
    assert ledger.wallet(player)["cash"] == 1000
    assert {answer.cash_after for answer in ledger.call(player, bet(10), bet(991))} == {1000}


def test_call_with_an_old_and_a_new_action(ledger, player):
    bet_id = key()
    ledger.call(player, bet(100, bet_id))
    old, new = ledger.call(player, bet(100, bet_id), win(40))
    assert (old.replayed, new.replayed, new.cash_after) == (True, False, 940)


def test_repetition_within_a_call(ledger, player):
    bet_id, other = key(), key()
    first, again = ledger.call(player, bet(100, bet_id), bet(100, bet_id))
    assert again == first._replace(replayed=True, action_no=2)
    assert outcomes(ledger.call(player, bet(1, other), bet(1, other), bet(9999))) == [
        "call_refused",
        "call_refused",
        "insufficient_funds",
    ]
    assert outcomes(ledger.call(player, bet(5, other), rollback(other))) == ["applied", "applied"]
    assert ledger.wallet(player)["cash"] == 900


def test_group_with_a_refused_call_between_good_ones(ledger):
    a, b, c = (ledger.player(cash=100) for _ in range(3))
    answers = ledger.group(call(a, bet(60)), call(b, bet(60), bet(60), win(1)), call(c, bet(60), win(10)))
    assert [(x.call_no, x.action_no, x.outcome) for x in answers] == [
        (1, 1, "applied"),
        (2, 1, "call_refused"),
        (2, 2, "insufficient_funds"),
        (2, 3, "call_refused"),
        (3, 1, "applied"),
        (3, 2, "applied"),
    ]
    assert [ledger.wallet(x)["cash"] for x in (a, b, c)] == [40, 100, 50]
    assert [row.outcome for row in ledger.calls(b)][1:] == ["call_refused", "insufficient_funds", "call_refused"]


def test_two_calls_of_one_player_in_a_group(ledger, player):
    bet_id = key()
    answers = ledger.group(
        call(player, bet(700)),
        call(player, bet(700)),
        call(player, win(500)),
        call(player, bet(700, bet_id)),
        call(player, bet(700, bet_id)),
        call(player, rollback(bet_id)),
    )
    assert outcomes(answers) == ["applied", "insufficient_funds", "applied", "applied", "applied", "applied"]
    assert [x.replayed for x in answers] == [False] * 4 + [True, False]
    assert ledger.wallet(player)["cash"] == 800


def test_group_is_limited(ledger):
    with pytest.raises(psycopg.errors.RaiseException):
        ledger.group(*[call(1, bet(1))] * 65)
