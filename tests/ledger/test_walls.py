"""What the roles of the database cannot do."""

import re

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


CREATABLE = """
    select n.nspname from pg_namespace n where has_schema_privilege(current_user, n.oid, 'create')
     union all
    select 'temporary' where has_database_privilege(current_user, current_database(), 'temporary')
"""
UNFIXED = """
    select p.proname from pg_proc p
     where p.pronamespace = 'ledger'::regnamespace and p.prosecdef
       and not coalesce(p.proconfig::text like '%%search_path=pg_catalog, pg_temp%%', false)
"""


def test_the_app_can_create_nothing_that_a_name_could_be_mistaken_for(ledger):
    assert ledger.all(CREATABLE) == []


def test_one_function_alone_runs_as_the_owner_without_a_search_path(ledger):
    assert [row.proname for row in ledger.all(UNFIXED)] == ["wallet_action"]


def test_it_names_its_own_by_schema(ledger, owner):
    """Every type it casts to, every table and every function of ours is qualified."""
    body = owner.one("select prosrc from pg_proc where proname = 'wallet_action'").prosrc
    ours = {row.name for row in owner.all("""
        select relname::text as name from pg_class where relnamespace = 'ledger'::regnamespace and relkind = 'r'
        union select proname::text from pg_proc where pronamespace = 'ledger'::regnamespace
    """)}  # fmt: skip
    called = set(re.findall(r"(?:from|join|update|into)\s+([a-z_.]+)", body)) | set(re.findall(r"([a-z_.]+)\(", body))
    assert {name for name in called if name.split(".")[-1] in ours and not name.startswith("ledger.")} == set()
