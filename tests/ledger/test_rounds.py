"""A round settles once; late money is taken and flagged."""

from tests.ledger.book import bet, key, outcomes, rollback, win


def test_finish_settles_once_and_late_wins_are_flagged(ledger, player):
    finish = {"kind": "finish"}
    assert outcomes(ledger.call(player, finish, round_ref="f")) == ["unknown_round"]
    ledger.call(player, bet(10), round_ref="f")
    assert ledger.all("select from ledger.round where settled_at is null and player_id = %s", player)
    assert not ledger.call(player, finish, round_ref="f")[0].replayed
    assert ledger.call(player, finish, round_ref="f")[0].replayed
    (late,) = ledger.call(player, win(5), round_ref="f")
    assert (late.outcome, late.late, ledger.round(player, "f").late) == ("applied", True, 1)
    assert len([row for row in ledger.calls(player) if row.kind == "finish"]) == 2  # one refused, one done


def test_only_a_rollback_reopens(ledger, player):
    bet_id, paid = key(), key()
    ledger.call(player, bet(10, bet_id), win(5, paid), settle=True)
    ledger.call(player, rollback(paid, of="win"))
    assert ledger.round(player, "r").settled_at is None
    ledger.call(player, rollback(bet_id))
    assert ledger.round(player, "r").settled_at  # nothing stands on it any more
