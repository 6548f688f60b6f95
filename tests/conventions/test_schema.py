"""The database keeps the house rules too."""

from app.database import migrations
from tests.conventions.sources import name, python_files

MONEY = ("amount", "balance", "cash", "bonus", "shortfall", "stake_", "win_", "pending", "receivable")
WORDS = {("jurisdiction_profile", "stake_order")}

UNINDEXED = """
    select c.conrelid::regclass || ' ' || c.conname
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
     where c.contype = 'f' and n.nspname in ('public', 'ledger', 'report')
       and not exists (select from pg_index i where i.indrelid = c.conrelid
                        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
"""
# A currency is never deleted and never changes, and nothing searches by it alone.
SMALL = {
    "currency_rate currency_rate_currency_fkey",
    "game_session game_session_currency_fkey",
    "deposit deposit_currency_fkey",
    "deposit_attempt deposit_attempt_currency_fkey",
    "withdrawal withdrawal_currency_fkey",
    "adjustment adjustment_currency_fkey",
    "role_limit role_limit_currency_fkey",
    "play_stop play_stop_currency_fkey",
    "ledger.account account_currency_fkey",
    "ledger.house_account house_account_currency_fkey",
}


def test_the_models_say_what_the_migrations_made(owner_url):
    migrations.check(owner_url)


def test_every_foreign_key_has_an_index(owner):
    assert {row[0] for row in owner.execute(UNINDEXED).fetchall()} == SMALL


def test_money_is_whole_minor_units(owner):
    columns = owner.execute(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_schema in ('public', 'ledger', 'report')"
    ).fetchall()
    money = {
        (table, column): kind
        for table, column, kind in columns
        if column.startswith(MONEY) and not column.endswith(("_at", "_id"))
    }
    assert {key for key, kind in money.items() if kind not in ("bigint", "integer")} == WORDS


def test_every_time_knows_its_zone(owner):
    naive = owner.execute(
        "select table_name, column_name from information_schema.columns"
        " where table_schema in ('public', 'ledger', 'report') and data_type = 'timestamp without time zone'"
    ).fetchall()
    assert naive == []


def test_nothing_goes_by_the_count_of_one_cluster(owner):
    """But what says how that count is meant: whatever reads or writes places goes on after a restore elsewhere."""
    by_count = owner.execute("""
        select proname from pg_proc
         where pronamespace in ('public'::regnamespace, 'ledger'::regnamespace, 'history'::regnamespace,
                                'report'::regnamespace)
           and pg_get_functiondef(oid) ~ 'pg_current_xact_id|pg_snapshot_xm'
         union
        select column_default from information_schema.columns
         where table_schema <> 'pg_catalog' and column_default ~ 'pg_current_xact_id|pg_snapshot_xm'
    """).fetchall()
    assert {row[0] for row in by_count} == {"current_place", "settled_place", "is_at_home", "adopt_cluster"}
    assert [name(path) for path in python_files("app", "blueprints") if "pg_snapshot_xm" in path.read_text()] == []
