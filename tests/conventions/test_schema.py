"""The database keeps the house rules too."""

from app.database import migrations

MONEY = ("amount", "balance", "cash", "bonus", "shortfall", "stake_", "win_", "pending", "receivable")
WORDS = {("jurisdiction_profile", "stake_order")}

UNINDEXED = """
    select c.conrelid::regclass || ' ' || c.conname
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
     where c.contype = 'f' and n.nspname in ('public', 'ledger')
       and not exists (select from pg_index i where i.indrelid = c.conrelid
                        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
"""
# A currency is never deleted and never changes, and nothing searches by it alone.
SMALL = {
    "game_session game_session_currency_fkey",
    "deposit deposit_currency_fkey",
    "deposit_attempt deposit_attempt_currency_fkey",
    "withdrawal withdrawal_currency_fkey",
    "adjustment adjustment_currency_fkey",
    "role_limit role_limit_currency_fkey",
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
        " where table_schema in ('public', 'ledger')"
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
        " where table_schema in ('public', 'ledger') and data_type = 'timestamp without time zone'"
    ).fetchall()
    assert naive == []
