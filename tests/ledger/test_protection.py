"""Flags refuse bets and never keep a player from his money."""

import pytest

from tests.ledger.book import bet, key, outcomes, rollback, win


@pytest.mark.parametrize("flag", ["unverified", "restricted", "excluded", "closed"])
def test_flags_refuse_bets_never_wins_or_rollbacks(ledger, player, flag):
    bet_id = key()
    ledger.call(player, bet(100, bet_id))
    assert ledger.protect(player, **{flag: True}) == 4
    assert outcomes(ledger.call(player, bet(1))) == [flag]
    assert outcomes(ledger.call(player, bet(1), win(1))) == [flag, "call_refused"]
    assert outcomes(ledger.call(player, win(1))) == ["applied"]
    assert outcomes(ledger.call(player, rollback(bet_id))) == ["applied"]
    assert ledger.relax(player, **{flag: True}) == 4
    assert outcomes(ledger.call(player, bet(1))) == ["applied"]


def test_new_wallet_inherits_protection(ledger, player):
    ledger.protect(player, excluded=True)
    ledger.open(player, "BTC")
    assert outcomes(ledger.call(player, bet(0), currency="BTC")) == ["excluded"]
