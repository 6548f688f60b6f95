"""A rollback is always taken, takes effect once, and leaves a tombstone where it came first."""

from tests.ledger.book import bet, key, outcomes, rollback, win


def test_rollback_then_late_bet(ledger, player):
    bet_id, undo = key(), key()
    (first,) = ledger.call(player, rollback(bet_id, undo))
    assert (first.outcome, first.cash) == ("nothing_to_reverse", 0)
    (late,) = ledger.call(player, bet(100, bet_id))
    assert (late.outcome, late.cash, late.cash_after) == ("rolled_back", 0, 1000)
    (again,) = ledger.call(player, rollback(bet_id, undo))
    assert again == first._replace(replayed=True)
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["already_reversed"]


def test_rollback_twice_under_different_ids(ledger, player):
    bet_id = key()
    ledger.call(player, bet(100, bet_id))
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["applied"]
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["already_reversed"]
    assert outcomes(ledger.call(player, bet(100, bet_id))) == ["applied"]  # a repetition: it was, once
    assert ledger.wallet(player)["cash"] == 1000


def test_rollback_by_another_player_conflicts(ledger, player):
    other, bet_id = ledger.player(cash=10), key()
    ledger.call(player, bet(100, bet_id))
    assert outcomes(ledger.call(other, rollback(bet_id))) == ["conflict"]
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["applied"]


def test_rollback_of_a_refused_bet_leaves_a_tombstone(ledger, player):
    bet_id = key()
    ledger.call(player, bet(5000, bet_id))
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["nothing_to_reverse"]
    assert outcomes(ledger.call(player, bet(5, bet_id))) == ["rolled_back"]


def test_rollback_of_a_rollback_is_refused(ledger, player):
    bet_id, undo = key(), key()
    ledger.call(player, bet(100, bet_id))
    ledger.call(player, rollback(bet_id, undo))
    assert outcomes(ledger.call(player, rollback(undo, of="rollback"))) == ["bad_request"]


def test_rollback_of_a_spent_win_is_owed(ledger, player):
    bet_id = key()
    ledger.call(player, win(500, bet_id))
    ledger.call(player, bet(1400))
    (answer,) = ledger.call(player, rollback(bet_id, of="win"))
    assert (answer.outcome, answer.cash, answer.shortfall, answer.cash_after) == ("applied", -100, 400, 0)
    assert ledger.wallet(player)["receivable"] == 400
    ledger.call(player, win(1000))
    request = "select * from ledger.withdrawal_request(%s, %s, 'EUR', 10)"
    assert ledger.one(request, key(), player).outcome == "owing"
    recovery = "select * from ledger.recovery(%s, %s, 'EUR', %s)"
    assert ledger.one(recovery, key(), player, 401).outcome == "bad_request"
    assert ledger.one(recovery, key(), player, 400).cash_after == 600
    assert ledger.one(request, key(), player).outcome == "applied"


def test_rollback_of_a_spent_bonus_win_is_owed_too(ledger, player):
    bet_id = key()
    ledger.call(player, win(300, bet_id, purse="bonus"))
    ledger.call(player, bet(250), stake_order="bonus_first")
    (answer,) = ledger.call(player, rollback(bet_id, of="win"))
    assert (answer.cash, answer.bonus, answer.shortfall) == (0, -50, 250)


def test_win_that_needs_its_bet(ledger, player):
    bet_id, paid = key(), key()
    needs = {"needs_bet": True, "target_class": "bet", "target_id": bet_id}
    assert outcomes(ledger.call(player, win(10, **needs))) == ["unknown_target"]
    ledger.call(player, bet(100, bet_id))
    assert outcomes(ledger.call(player, win(10, paid, **needs))) == ["applied"]
    ledger.call(player, rollback(bet_id))
    assert outcomes(ledger.call(player, win(10, **needs))) == ["unknown_target"]
    assert ledger.call(player, win(10, paid, **needs))[0].replayed


def test_rollback_of_itself_is_nonsense_and_leaves_no_tombstone(ledger, player):
    name = key()
    assert outcomes(ledger.call(player, rollback(name, name, of="play", op_class="play"))) == ["bad_request"]
    assert outcomes(ledger.call(player, bet(100, name, op_class="play"))) == ["applied"]
