"""Whatever column of whatever row somebody alters by hand: verify says which row it was."""

import psycopg
import pytest
from psycopg import sql

KEYS = {
    "account": ("player_id", "account_id"),
    "call": ("player_id", "call_id"),
    "transfer": ("player_id", "call_id", "line"),
    "round": ("player_id", "round_id"),
}
# How a value of each type becomes another one; null becomes something, something never becomes null.
OTHERWISE = {
    "smallint": "coalesce({}, 0) + 7",
    "integer": "coalesce({}, 0) + 7",
    "bigint": "coalesce({}, 0) + 7",
    "text": "coalesce({}, '') || 'x'",
    "boolean": "not coalesce({}, false)",
    "uuid": "uuidv7()",
    "timestamp with time zone": "coalesce({}, now()) + '1 second'::interval",
    "xid8": "'3'::xid8",
    "USER-DEFINED": "(select v from unnest(enum_range({}::ledger.{type})) v where v is distinct from {} limit 1)",
}
# No account may hold a currency that does not exist: alter it to one that does.
BY_HAND = {("account", "currency"): "'BTC'"}
COLUMNS = """
    select table_name, column_name, data_type, udt_name
      from information_schema.columns
     where table_schema = 'ledger' and table_name = any(%s)
     order by table_name, ordinal_position
"""


@pytest.fixture(scope="session")
def columns(owner):
    return owner.all(COLUMNS, list(KEYS))


def altered(column):
    """The expression that makes another value of this column's."""
    template = BY_HAND.get((column.table_name, column.column_name)) or OTHERWISE[column.data_type]
    return template.replace("{type}", column.udt_name).replace("{}", f'"{column.column_name}"')


def places(rows):
    return {value for row in rows for value in (row.account_id, row.call_id, row.round_id)}


@pytest.mark.parametrize("table", KEYS)
def test_any_altered_column_names_its_row(owner, busy, columns, table):
    keys = KEYS[table]
    mine = [column for column in columns if column.table_name == table]
    assert len(mine) >= 13
    select = sql.SQL("select {} from ledger.{} where player_id = %s")
    rows = owner.all(select.format(sql.SQL(", ").join(map(sql.Identifier, keys)), sql.Identifier(table)), busy)
    unseen = [
        (column.column_name, *row) for column in mine for row in rows if not is_seen(owner, table, keys, column, row)
    ]
    assert unseen == []


def is_seen(owner, table, keys, column, row):
    """Whether verify names the row after this change, or the database does not even let it happen."""
    where = " and ".join(f"{key} = %s" for key in keys)
    update = f"update ledger.{table} set {column.column_name} = {altered(column)} where {where} returning *"
    with owner.db.transaction(force_rollback=True):
        try:
            changed = owner.one(update, *row)
        except psycopg.errors.IntegrityError:
            return True
        found = owner.verify(row.player_id) + (
            [] if changed.player_id == row.player_id else owner.verify(changed.player_id)
        )
        named = {getattr(row, keys[1]), getattr(changed, keys[1])}
        return bool(named & places(found))
