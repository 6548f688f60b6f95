"""Every planted fault is named with its place."""

import pytest

from tests.ledger.book import bet, key, rollback, win


@pytest.mark.parametrize(
    ("fault", "sql"),
    [
        (
            "balance differs from its transfers",
            "update ledger.account set balance = balance + 1 where player_id = {p} and purse = 'cash'",
        ),
        (
            "version differs from its transfers",
            "update ledger.account set version = version + 1 where player_id = {p} and purse = 'bonus'",
        ),
        (
            "gap or double in the versions",
            "update ledger.transfer set from_seq = from_seq + 9 where player_id = {p} and kind = 'bet' and line = 1",
        ),
        (
            "balance_after breaks the chain",
            "update ledger.transfer set from_after = from_after + 1 where player_id = {p} and kind = 'bet' and line = 1",
        ),
        (
            "call differs from its transfers",
            "update ledger.transfer set amount = amount + 1 where player_id = {p} and kind = 'bet' and line = 1",
        ),
        ("call differs from its transfers", "delete from ledger.transfer where player_id = {p} and kind = 'win'"),
        (
            "leg of a strange account",
            "update ledger.transfer set currency = 'BTC' where player_id = {p} and kind = 'bet' and line = 1",
        ),
        (
            "leg of a strange house account",
            "update ledger.transfer set to_account = -999 where player_id = {p} and kind = 'bet' and line = 1",
        ),
        ("transfer without its call", "delete from ledger.call where player_id = {p} and kind = 'win'"),
        (
            "balance told differs from balance after",
            "update ledger.call set cash_after = cash_after + 1 where player_id = {p} and kind = 'bet'",
        ),
        (
            "amount differs from what moved",
            "update ledger.call set amount = amount + 1 where player_id = {p} and kind = 'bet'",
        ),
        (
            "rollback is not the opposite",
            "update ledger.call set cash = cash + 1 where player_id = {p} and kind = 'rollback' and outcome = 'applied'",
        ),
        ("rollback of nothing", "update ledger.call set reverses = uuidv7() where player_id = {p} and kind = 'bet'"),
        (
            "tombstone without its rollback",
            "update ledger.call set reverses = null where player_id = {p} and outcome = 'nothing_to_reverse'",
        ),
        ("round differs from its calls", "update ledger.round set stake_bonus = stake_bonus + 1 where player_id = {p}"),
        ("round differs from its calls", "delete from ledger.round where player_id = {p}"),
        (
            "receivable differs from its calls",
            "update ledger.account set balance = balance + 1 where player_id = {p} and purse = 'receivable'",
        ),
        (
            "pending withdrawal differs from what is open",
            "update ledger.account set balance = balance + 1 where player_id = {p} and purse = 'pending_withdrawal'",
        ),
        (
            "wallet without its four accounts",
            "delete from ledger.account where player_id = {p} and purse = 'receivable'",
        ),
        (
            "flags differ between accounts",
            "update ledger.account set excluded = true where player_id = {p} and purse = 'bonus'",
        ),
    ],
)
def test_verify_names_a_planted_fault(ledger, owner, fault, sql):
    player, bet_id = ledger.player(cash=100, bonus=100), key()
    ledger.call(player, bet(150))
    ledger.call(player, bet(10, bet_id), win(60))
    ledger.call(player, rollback(bet_id))
    ledger.call(player, rollback(key()))
    assert owner.verify(player) == []
    with owner.db.transaction(force_rollback=True):
        owner.db.execute(sql.format(p=player))
        found = owner.verify(player)
        assert fault in {row.fault for row in found}
        assert {row.player_id for row in found} == {player}
        assert fault in {row.fault for row in owner.verify()}


def test_at_the_end_all_is_well(ledger):
    assert ledger.verify() == []
