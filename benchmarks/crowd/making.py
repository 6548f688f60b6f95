"""Fills the tables: constraints and indexes away, rows by sets, everything back as the migrations made it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import psycopg

from app.database import embedded, roles

FOLDER = Path(__file__).parent
ADDED_UP_AT_ONCE = 100_000
ADDED_UP = "report.cell, report.player_day, report.active_count, report.first_deposit, report.first_deposit_count"
# Each has its statement in a file of its name; the largest first, two at a time.
TABLES = (
    *("ledger.call", "ledger.transfer", "ledger.round", "provider_call", "ledger.account", "player", "player_person"),
    *("audit_record", "payment_webhook", "login_session", "game_session", "deposit", "withdrawal", "withdrawal_step"),
    *("payment_webhook_result", "payment_webhook_finding"),
)
# For loading alone: what is lost in a crash is made anew. Measuring runs on the product's own settings.
LOADING = {
    **embedded.SETTINGS,
    "fsync": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "16GB",
    "checkpoint_timeout": "1h",
    "autovacuum": "off",
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
}
# A round is one bet and, one time in three, a win; one player in ten was paid once; each deposited once.
DEEDS_OF_A_ROUND = 1 + 1 / 3 + 1 / 300
DEFINITIONS = """
select 'constraint', conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid), contype = 'f'
  from pg_constraint
 where contype in ('p', 'u') and conrelid::regclass::text = any(%(tables)s)
    or contype = 'f' and array[conrelid::regclass::text, confrelid::regclass::text] && %(tables)s
union all
select 'index', indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), false
  from pg_index
 where indrelid::regclass::text = any(%(tables)s)
   and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
"""


@dataclass(frozen=True)
class Definition:
    """A constraint or an index, as the migrations made it."""

    sort: str
    table: str
    name: str
    text: str
    is_reference: bool

    @property
    def removal(self) -> str:
        return (
            f"drop index {self.name}"
            if self.sort == "index"
            else f"alter table {self.table} drop constraint {self.name}"
        )

    @property
    def making(self) -> str:
        return self.text if self.sort == "index" else f"alter table {self.table} add constraint {self.name} {self.text}"


def make(server: embedded.Server, *, players: int, transfers: int, staff: str, say: Callable[[str], None]) -> None:
    """The whole crowd, whose withdrawals `staff` decided; the server runs with the settings for loading."""
    url = server.url(roles.OWNER)
    rounds = round(max(transfers - players - players * 0.19, 0) / DEEDS_OF_A_ROUND)
    with _timed("planned", say), _connected(url) as owner:
        owner.execute(
            "create table bench_size as select %s::bigint as players, %s::bigint as rounds, %s::text as staff",
            [players, rounds, staff],
        )
        owner.execute((FOLDER / "plan.sql").read_text())
        tables = [table for table in TABLES if owner.execute("select to_regclass(%s)", [table]).fetchone() != (None,)]
        definitions = [Definition(*row) for row in owner.execute(DEFINITIONS, {"tables": tables})]
        for each in sorted(definitions, key=lambda each: not each.is_reference):
            owner.execute(each.removal)
    own = {table: [each for each in definitions if each.table == table and not each.is_reference] for table in tables}
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_fill, url, table, own[table], say) for table in tables]:
            done.result()
    with _timed("tied together", say), _connected(url) as owner:
        for each in definitions:
            if each.is_reference:
                owner.execute(each.making)
        owner.execute("drop schema bench cascade; drop table bench_size")
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(_fold_balances, url, say), pool.submit(_add_up, url, say)]:
            done.result()
    with _timed("swept", say), _connected(url) as owner:  # what one lane still saw, the other's sweep could not mark
        owner.execute(f"vacuum {', '.join(tables)}")


def _fold_balances(url: str, say: Callable[[str], None]) -> None:
    with _timed("folded", say), _connected(url) as owner:
        owner.execute("select ledger.fold_house_balances(1000000000)")


def _add_up(url: str, say: Callable[[str], None]) -> None:
    with _timed("added up", say), _connected(url) as owner:
        owner.execute("select report.rebuild(%s)", [ADDED_UP_AT_ONCE])
        owner.execute(f"vacuum (analyze) {ADDED_UP}")


def _fill(url: str, table: str, definitions: list[Definition], say: Callable[[str], None]) -> None:
    with _timed(table, say), _connected(url) as owner:
        with owner.transaction():
            owner.execute(f"truncate {table}")  # with wal_level minimal, what follows is not logged
            owner.execute((FOLDER / f"{table.rpartition('.')[2]}.sql").read_text())
        for each in sorted(definitions, key=lambda each: each.sort):
            owner.execute(each.making)
        owner.execute(f"vacuum (analyze, freeze) {table}")


def _connected(url: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(url, autocommit=True)


def _timed(name: str, say: Callable[[str], None]) -> "_Timed":
    return _Timed(name, say)


class _Timed:
    def __init__(self, name: str, say: Callable[[str], None]) -> None:
        self.name, self.say = name, say

    def __enter__(self) -> None:
        self.began = perf_counter()

    def __exit__(self, *_: object) -> None:
        self.say(f"  {self.name:<24}{perf_counter() - self.began:7.1f} s")
