"""What the roles of the database cannot do."""

import psycopg
import pytest

from tests.ledger.book import bet, outcomes


@pytest.mark.parametrize("sql", [
    "update ledger.transfer set amount = 1", "delete from ledger.transfer", "truncate ledger.transfer",
    "update ledger.call set outcome = 'applied'", "delete from ledger.call", "truncate ledger.call",
    "update ledger.account set balance = 1", "insert into ledger.transfer (player_id) values (1)",
    "insert into ledger.call (recorded_at) values (now())", "update ledger.round set win_cash = 1",
    "select ledger.move(null::ledger.call, 1, 1, -1, 5)", "select nextval('ledger.account_id')",
    "select ledger.write_call(null::ledger.call)", "update ledger.currency set exponent = 3",
])  # fmt: skip
def test_the_app_cannot(ledger, sql):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ledger.db.execute(sql)


@pytest.mark.parametrize("sql", [
    "insert into ledger.call (call_id, recorded_at) values (uuidv7(), now())", "update ledger.account set version = 0",
])  # fmt: skip
def test_the_importer_cannot(importer, sql):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        importer.db.execute(sql)


def test_an_exponent_is_for_ever(owner):
    with pytest.raises(psycopg.errors.RaiseException):
        owner.db.execute("update ledger.currency set exponent = 3 where code = 'EUR'")


def test_a_hostile_search_path_changes_nothing(ledger, player):
    ledger.db.execute("set search_path = pg_temp, public")
    assert outcomes(ledger.call(player, bet(1))) == ["applied"]
    ledger.db.execute("reset search_path")
