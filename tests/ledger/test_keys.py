"""A key takes effect once, for ever: repetition, conflict, refusal."""

import pytest

from app.money import MAXIMUM_MINOR
from tests.ledger.book import bet, call, key, outcomes, rollback, win


def test_replay_gives_the_stored_answer(ledger, player):
    (first,) = ledger.call(player, bet(100, "replay"))
    ledger.call(player, win(900))
    (again,) = ledger.call(player, bet(100, "replay"))
    assert again == first._replace(replayed=True)
    assert (first.outcome, again.cash_after) == ("applied", 900)
    assert ledger.wallet(player)["cash"] == 1800


@pytest.mark.parametrize("change", [{"amount": 101}, {"round_ref": "other"}, {"game_id": 6}])
def test_same_key_other_request_conflicts_and_moves_nothing(ledger, player, change):
    bet_id = key()
    (first,) = ledger.call(player, bet(100, bet_id))
    request = call(player, bet(change.get("amount", 100), bet_id)) | {k: v for k, v in change.items() if k != "amount"}
    (other,) = ledger.group(request)
    assert (other.outcome, other.replayed, other.stored, other.call_id) == ("conflict", False, "applied", first.call_id)
    assert ledger.wallet(player)["cash"] == 900
    assert [row.outcome for row in ledger.calls(player)][-1] == "conflict"


def test_same_key_of_two_players_conflicts(ledger, player):
    other, bet_id = ledger.player(cash=1000), key()
    ledger.call(player, bet(100, bet_id))
    assert outcomes(ledger.call(other, bet(100, bet_id))) == ["conflict"]
    assert ledger.wallet(other)["cash"] == 1000


def test_same_key_in_two_currencies_conflicts(ledger, player):
    ledger.open(player, "BTC")
    bet_id = key()
    ledger.call(player, bet(100, bet_id))
    assert outcomes(ledger.call(player, bet(0, bet_id), currency="BTC")) == ["conflict"]


def test_same_id_in_another_class_is_another_key(ledger, player):
    bet_id = key()
    assert outcomes(ledger.call(player, bet(100, bet_id))) == ["applied"]
    assert outcomes(ledger.call(player, win(50, bet_id))) == ["applied"]
    assert outcomes(ledger.call(player, rollback(bet_id, bet_id))) == ["applied"]
    assert ledger.wallet(player)["cash"] == 1050


def test_one_sequence_of_ids_for_bets_wins_and_rollbacks(ledger, player):
    bet_id, undo = key(), key()
    ledger.call(player, bet(100, bet_id, op_class="play"))
    assert outcomes(ledger.call(player, win(100, bet_id, op_class="play"))) == ["conflict"]
    assert outcomes(ledger.call(player, rollback(bet_id, undo, of="play", op_class="play"))) == ["applied"]
    assert outcomes(ledger.call(player, bet(1, undo, op_class="play"))) == ["conflict"]
    assert ledger.wallet(player)["cash"] == 1000


def test_refused_id_may_come_again(ledger, player):
    bet_id = key()
    assert outcomes(ledger.call(player, bet(1001, bet_id))) == ["insufficient_funds"]
    ledger.call(player, win(1))
    assert outcomes(ledger.call(player, bet(1001, bet_id))) == ["applied"]
    assert [row.outcome for row in ledger.calls(player) if row.external_id == bet_id] == [
        "insufficient_funds",
        "applied",
    ]


def test_replay_wins_over_refusal(ledger, player):
    bet_id = key()
    ledger.call(player, bet(1000, bet_id))
    ledger.protect(player, excluded=True)
    (again,) = ledger.call(player, bet(1000, bet_id))
    assert (again.outcome, again.replayed) == ("applied", True)


def test_the_most_that_one_call_may_move_is_moved(ledger, player):
    assert outcomes(ledger.call(player, win(MAXIMUM_MINOR))) == ["applied"]
    one, other = ledger.group(call(player, win(MAXIMUM_MINOR + 1)), call(player, win(1)))
    assert (one.outcome, other.outcome) == ("bad_request", "applied")


def test_nonsense_is_answered_not_raised(ledger, player):
    bad = [
        bet(-1),
        win(MAXIMUM_MINOR + 1),
        win(1, purse="receivable"),
        {"kind": "rollback", "external_id": key()},
        {"kind": "deposit", "external_id": key(), "amount": 5},
    ]
    assert [outcomes(ledger.call(player, action)) for action in bad] == [["bad_request"]] * 5
    assert outcomes(ledger.call(-5, bet(1))) == ["unknown_account"]
    assert outcomes(ledger.call(player, bet(1), currency="BTC")) == ["unknown_account"]
