"""Cash and bonus in one stake, and back to where they came from."""

from tests.ledger.book import bet, key, outcomes, rollback, win


def test_stake_of_cash_and_bonus_and_its_rollback(ledger):
    player, bet_id = ledger.player(cash=100, bonus=80), key()
    (answer,) = ledger.call(player, bet(150, bet_id))
    assert (answer.cash, answer.bonus, answer.cash_after, answer.bonus_after) == (-100, -50, 0, 30)
    legs = ledger.all("select * from ledger.transfer where call_id = %s order by line", answer.call_id)
    assert [(leg.amount, leg.from_after) for leg in legs] == [(100, 0), (50, 30)]
    (paid,) = ledger.call(player, win(10))
    assert (paid.cash, paid.bonus) == (7, 3)
    (back,) = ledger.call(player, rollback(bet_id))
    assert (back.cash, back.bonus) == (100, 50)
    assert ledger.verify(player) == []


def test_order_of_purses_is_the_callers_policy(ledger):
    player = ledger.player(cash=100, bonus=80)
    assert ledger.call(player, bet(90), stake_order="bonus_first")[0].bonus == -80
    assert outcomes(ledger.call(player, bet(95), stake_order="cash_only")) == ["insufficient_funds"]
    assert ledger.wallet(player) == {"cash": 90, "bonus": 0, "pending_withdrawal": 0, "receivable": 0}


def test_win_without_stake_goes_to_cash_unless_named(ledger, player):
    assert ledger.call(player, win(10), round_ref="free")[0].cash == 10
    assert ledger.call(player, win(10, purse="bonus"), round_ref="free")[0].bonus == 10
    assert ledger.call(player, {"kind": "promo", "external_id": key(), "amount": 5}, round_ref="")[0].cash == 5


def test_free_bet_moves_nothing(ledger, player):
    (answer,) = ledger.call(player, bet(0), round_ref="free")
    assert (answer.outcome, answer.cash_after) == ("applied", 1000)
    assert ledger.round(player, "free").bets == 1
