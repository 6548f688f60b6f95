"""Deposits, withdrawals, adjustments: once each."""

import psycopg
import pytest

from app.money import MAXIMUM_MINOR
from tests.ledger.book import PSP, key


def test_deposit_is_credited_once(ledger, player):
    deposit = "select * from ledger.deposit(%s, %s, %s, 'EUR', %s, '2026-01-02T03:04:05Z')"
    bet_id = key()
    first = ledger.one(deposit, PSP, bet_id, player, 50)
    assert ledger.one(deposit, PSP, bet_id, player, 50) == first._replace(replayed=True)
    assert ledger.one(deposit, PSP, bet_id, player, 51).outcome == "conflict"
    assert ledger.wallet(player)["cash"] == 1050
    leg = ledger.one("select * from ledger.transfer where call_id = %s", first.call_id)
    assert (leg.occurred_at.year, leg.occurred_at.month, leg.occurred_at.day) == (2026, 1, 2)
    assert leg.recorded_at > leg.occurred_at


def test_the_database_itself_moves_no_more_in_one_call_than_sums_can_bear(ledger, player):
    with pytest.raises(psycopg.errors.CheckViolation, match="moved_at_most"):
        ledger.one("select * from ledger.deposit(%s, %s, %s, 'EUR', %s)", PSP, key(), player, MAXIMUM_MINOR + 1)
    assert ledger.wallet(player)["cash"] == 1000


def test_deposit_for_the_excluded_is_owed_back(ledger, player):
    ledger.protect(player, excluded=True)
    answer = ledger.one("select * from ledger.deposit(%s, %s, %s, 'EUR', 50)", PSP, key(), player)
    assert (answer.outcome, answer.cash_after) == ("diverted", 1000)
    entry = ledger.all(
        "select h.kind from ledger.entry e join ledger.house_account h using (account_id) "
        "where call_id = %s order by amount",
        answer.call_id,
    )
    assert [row.kind for row in entry] == ["psp_clearing", "refund_due"]


def test_withdrawal_carries_both_legs_and_ends_once(ledger, player):
    paid, dropped = key(), key()
    request = "select * from ledger.withdrawal_request(%s, %s, 'EUR', %s)"
    release = "select * from ledger.withdrawal_release(%s, %s, %s)"
    cancel = "select * from ledger.withdrawal_cancel(%s, %s)"
    assert ledger.one(request, key(), player, 1001).outcome == "insufficient_funds"
    held = ledger.one(request, paid, player, 300)
    ledger.one(request, dropped, player, 200)
    leg = ledger.one("select * from ledger.transfer where call_id = %s", held.call_id)
    assert (leg.from_seq, leg.from_after, leg.to_seq, leg.to_after) == (2, 700, 1, 300)
    assert ledger.wallet(player)["pending_withdrawal"] == 500
    assert ledger.one(release, paid, player, PSP).outcome == "applied"
    assert ledger.one(release, paid, player, PSP).replayed
    assert ledger.one(cancel, paid, player).outcome == "conflict"
    assert ledger.one(cancel, dropped, player).cash_after == 700
    assert ledger.one(release, dropped, player, PSP).outcome == "conflict"
    assert ledger.one(cancel, key(), player).outcome == "unknown_target"
    assert ledger.wallet(player) == {"cash": 700, "bonus": 0, "pending_withdrawal": 0, "receivable": 0}


def test_withdrawal_needs_verification_but_not_play(ledger, player):
    request = "select * from ledger.withdrawal_request(%s, %s, 'EUR', 10)"
    ledger.protect(player, excluded=True)
    assert ledger.one(request, key(), player).outcome == "applied"
    ledger.protect(player, unverified=True)
    assert ledger.one(request, key(), player).outcome == "unverified"


def test_adjustments(ledger, player):
    bet_id = key()
    assert ledger.adjust(player, -400, name=bet_id).cash_after == 600
    assert ledger.adjust(player, -400, name=bet_id).replayed
    assert ledger.adjust(player, -400, "bonus", name=bet_id).outcome == "conflict"
    assert ledger.adjust(player, -601).outcome == "insufficient_funds"
    assert ledger.adjust(player, 1, "receivable").outcome == "bad_request"
