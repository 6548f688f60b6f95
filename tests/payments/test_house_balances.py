"""What house accounts hold: folded forwards, each transfer once, never past a transaction that may still commit."""

import psycopg
import pytest

from tests.ledger.book import in_threads
from tests.wallet.house import bet, betwin, win

TRUTH = """
select account_id, sum(amount) from (
  select to_account as account_id, amount from ledger.transfer union all
  select from_account, -amount from ledger.transfer) legs
 where account_id < 0 group by account_id order by account_id
"""
HELD = "select account_id, came_in - went_out from ledger.house_balance order by account_id"


@pytest.fixture
def moved(house, player):
    """Deposits, bets, wins and adjustments in two currencies."""
    yen = house.a_player(cash=5_000, currency="JPY")
    for number in range(6):
        house.deposit(player, 10_000 + number)
        house.call(
            "betwin", betwin(player, bet(f"b{number}", "2.50"), win(f"w{number}", "1.00"), round_id=f"r{number}")
        )
    house.call("betwin", betwin(yen, bet("y", "100"), round_id="yen"))


@pytest.mark.parametrize("at_most", [1, 2, 7, 10_000])
def test_a_balance_is_the_sum_of_its_transfers_however_it_is_folded(house, moved, owner, at_most):
    while house.fold(at_most) >= at_most:
        pass
    assert owner.execute(HELD).fetchall() == owner.execute(TRUTH).fetchall()
    assert owner.execute(HELD).fetchall() != []


def test_folding_again_counts_nothing_twice(house, moved, owner):
    house.fold()
    before = owner.execute(HELD).fetchall()
    assert house.fold() == 0
    assert owner.execute(HELD).fetchall() == before


def test_two_who_fold_at_once_count_nothing_twice(house, moved, owner):
    in_threads(4, lambda _: [house.fold(3) for _ in range(8)])
    assert owner.execute(HELD).fetchall() == owner.execute(TRUTH).fetchall()


def test_a_call_that_commits_late_is_not_passed_over(house, player, owner, database_url):
    with psycopg.connect(database_url) as slow:
        arguments = (house.ids["psp"], "slow", player.id, "EUR", 700)
        slow.execute("select ledger.deposit(%s, %s, %s, %s, %s)", arguments)
        house.deposit(house.a_player(), 300)
        house.fold(is_patient=False)
        slow.commit()
    house.fold()
    assert owner.execute(HELD).fetchall() == owner.execute(TRUTH).fetchall()


def test_nobody_but_the_fold_writes_a_balance(visitor):
    for statement in ("update ledger.house_balance set came_in = 0", "update ledger.house_fold set folded_to = '0'"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            visitor.execute(statement)
