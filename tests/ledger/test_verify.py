"""Every planted fault is named with its place."""

import pytest

MINE = "where player_id = {p}"
CASH = f"{MINE} and purse = 'cash'"
BET = f"{MINE} and kind = 'bet'"
FIRST = f"{BET} and line = 1"

FAULTS = [
    ("balance differs from its transfers", f"update ledger.account set balance = balance + 1 {CASH}"),
    (
        "version differs from its transfers",
        f"update ledger.account set version = version + 1 {MINE} and purse = 'bonus'",
    ),
    ("gap or double in the versions", f"update ledger.transfer set from_seq = from_seq + 9 {FIRST}"),
    ("balance_after breaks the chain", f"update ledger.transfer set from_after = from_after + 1 {FIRST}"),
    ("call differs from its transfers", f"update ledger.transfer set amount = amount + 1 {FIRST}"),
    ("call differs from its transfers", f"delete from ledger.transfer {MINE} and kind = 'win'"),
    ("leg of a strange account", f"update ledger.transfer set currency = 'BTC' {FIRST}"),
    ("leg of a strange house account", f"update ledger.transfer set to_account = -999 {FIRST}"),
    ("lines are not numbered from one", f"update ledger.transfer set line = line + 5 {MINE} and kind = 'win'"),
    ("transfer without its call", f"delete from ledger.call {MINE} and kind = 'win'"),
    ("balance told differs from balance after", f"update ledger.call set cash_after = cash_after + 1 {BET}"),
    ("amount differs from what moved", f"update ledger.call set amount = amount + 1 {BET}"),
    (
        "rollback is not the opposite",
        f"update ledger.call set bonus = bonus + 1 {MINE} and kind = 'rollback' and bonus > 0",
    ),
    ("rollback of nothing", f"update ledger.call set reverses = uuidv7() {BET}"),
    (
        "tombstone without its rollback",
        f"update ledger.call set reverses = null {MINE} and outcome = 'nothing_to_reverse'",
    ),
    ("call row altered", f"update ledger.call set reason = 'another' {BET}"),
    ("account row altered", f"update ledger.account set excluded = true {MINE}"),
    ("round differs from its calls", f"update ledger.round set stake_bonus = stake_bonus + 1 {MINE}"),
    ("round differs from its calls", f"delete from ledger.round {MINE}"),
    ("receivable differs from its calls", f"update ledger.account set balance = 1 {MINE} and purse = 'receivable'"),
    (
        "pending withdrawal differs from what is open",
        f"update ledger.account set balance = 1 {MINE} and purse = 'pending_withdrawal'",
    ),
    ("wallet without its four accounts", f"delete from ledger.account {MINE} and purse = 'receivable'"),
    ("accounts of one player differ", f"update ledger.account set excluded = true {MINE} and purse = 'bonus'"),
]


@pytest.mark.parametrize(("fault", "sql"), FAULTS)
def test_verify_names_a_planted_fault(owner, busy, fault, sql):
    with owner.db.transaction(force_rollback=True):
        owner.db.execute(sql.format(p=busy))
        found = owner.verify(busy)
        assert fault in {row.fault for row in found}
        assert {row.player_id for row in found} == {busy}
        assert fault in {row.fault for row in owner.verify()}


def test_at_the_end_all_is_well(ledger):
    assert ledger.verify() == []
