"""What must hold before anything is served: a durable database of this version, a role that cannot rewrite it."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg.rows import dict_row

from app.errors import Unavailable

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
LEDGER = (
    "ledger.account",
    "ledger.call",
    "ledger.house_account",
    "ledger.house_balance",
    "ledger.house_fold",
    "ledger.round",
    "ledger.transfer",
)
GUARDED = (
    *LEDGER,
    "public.audit_record",
    "public.bulk_row",
    "public.currency_rate",
    "public.deposit",
    "public.deposit_attempt_step",
    "public.jurisdiction_profile",
    "public.outbox_message",
    "public.payment_webhook",
    "public.payment_webhook_finding",
    "public.payment_webhook_result",
    "public.provider_call",
    "public.setting_value",
    "public.webhook_attempt",
    "public.withdrawal_step",
)

AT_HOME = "select is_at_home()"
VERSION = "select version_num from alembic_version"
NOT_DURABLE = """
select name from pg_settings
where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name
"""
POWERS = """
select relation::text as table_name,
  pg_has_role(pg_class.relowner, 'member') as owns,
  array_remove(array[
    case when has_any_column_privilege(relation, 'update') then 'UPDATE' end,
    case when has_table_privilege(relation, 'delete') then 'DELETE' end,
    case when has_table_privilege(relation, 'truncate') then 'TRUNCATE' end], null) as rewrites,
  relnamespace = 'ledger'::regnamespace and has_any_column_privilege(relation, 'insert') as writes,
  coalesce(has_column_privilege(relation, attnum, 'insert'), false) as forges
from unnest(%s::regclass[]) relation
join pg_class on pg_class.oid = relation
left join pg_attribute on attrelid = relation and attname = 'recorded_at'
"""


def insist(database_url: str) -> None:
    """Raises Unavailable with every reason not to start on this database with this role, and what to do about each."""
    if reasons := list(refusals(database_url)):
        raise Unavailable("Countroom does not start:\n" + "\n".join(f"- {reason}" for reason in reasons))


def refusals(database_url: str) -> Iterator[str]:
    """Yield each reason as a sentence."""
    try:
        with psycopg.connect(database_url, autocommit=True, connect_timeout=10) as connection:
            yield from _of_durability(connection)
            if outdated := _of_version(connection):
                yield outdated
                return
            yield from _of_place(connection)
            yield from _of_role(connection)
    except psycopg.OperationalError as error:
        yield f"The database does not answer ({str(error).strip()}). Start it, or correct DATABASE_URL."


def version(connection: psycopg.Connection) -> str:
    """Return the version of the schema; empty before the first migration."""
    try:
        row = connection.execute(VERSION).fetchone()
    except psycopg.errors.UndefinedTable:
        return ""
    return row[0] if row else ""


def expected_version() -> str:
    """Return the version this code was written for: migrations are numbered in one row."""
    return max(path.name.partition("_")[0] for path in MIGRATIONS.glob("[0-9]*_*.py"))


def _of_version(connection: psycopg.Connection) -> str:
    found, expected = version(connection), expected_version()
    if found == expected:
        return ""
    if found > expected:
        return f"The schema has version {found}, newer than this code's {expected}: start the newer code."
    return f"The schema has version {found or 'none'} and this code needs {expected}: run ./countroom db upgrade."


def _of_place(connection: psycopg.Connection) -> Iterator[str]:
    """Transactions are counted by a cluster: in another one, readers would miss what is written from now on."""
    if connection.execute(AT_HOME).fetchone() != (True,):
        yield "This database was restored from another cluster: when nothing serves it there, run ./countroom db adopt."


def _of_durability(connection: psycopg.Connection) -> Iterator[str]:
    for (name,) in connection.execute(NOT_DURABLE):
        yield f"{name} is off, so acknowledged money could be lost: set {name} = on in the server's configuration."


def _of_role(connection: psycopg.Connection) -> Iterator[str]:
    role = connection.execute("select rolname, rolsuper from pg_roles where rolname = current_user").fetchone()
    if role is None or role[1]:
        yield "DATABASE_URL signs in as a superuser, who may rewrite history: use the role countroom_app."
        return
    for power in connection.cursor(row_factory=dict_row).execute(POWERS, [list(GUARDED)]):
        yield from _of_power(str(role[0]), **power)


def _of_power(
    role: str, *, table_name: str, owns: bool, rewrites: list[str], writes: bool, forges: bool
) -> Iterator[str]:
    if owns:
        yield f"{role} owns {table_name} or belongs to its owner: use the role countroom_app in DATABASE_URL."
        return
    if rewrites:
        powers = ", ".join(rewrites)
        yield f"{role} may {powers} {table_name}, which is append-only: revoke {powers} on {table_name} from {role}."
    if writes:
        yield f"{role} may INSERT into {table_name}, which the ledger's functions write: revoke INSERT from {role}."
    elif forges:
        yield f"{role} may say when {table_name} was recorded: revoke insert (recorded_at) on {table_name} from {role}."
