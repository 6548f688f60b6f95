"""History of another platform enters the ledger: read into waiting, checked and posted some players at a time.

Each step is a short transaction of the importer's role and remembers how far it came: ended anywhere, it goes on there.
"""

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from psycopg.errors import UniqueViolation
from psycopg.rows import namedtuple_row
from sqlalchemy import func, select

from app.areas.history import events
from app.audit import log
from app.errors import Refused
from app.extensions import db, transaction
from app.ids import outside
from app.queries import history
from app.services.history_file import BLOCK, Block, HistoryFile

PLAYERS_AT_ONCE = 40
HANDS = min(4, os.cpu_count() or 1)
ONE_AT_A_TIME = "select pg_try_advisory_lock(hashtextextended('history import', 0)) as is_free"
COPY = "copy history.line (line, body, fault) from stdin"
IS_REFUSED = "select state = 'refused' from history.import where import_id = %s"
BEGIN = "select * from history.begin(%s, %s, %s, %s, %s)"
LOOK = (
    "analyze ledger.call, ledger.transfer, ledger.round, ledger.account, player, deposit, withdrawal,"
    " report.cell, report.player_day, report.active_count"
)
READ = "select number from history.block where import_id = %s"
POST = "select ledger.post_history(%s, %s, %s, %s) as players"

Say = Callable[[str], None]
Importer = psycopg.Connection[Any]


@dataclass(frozen=True)
class Outcome:
    """What became of a file. `is_new` False: it had been gone through before, and nothing changed."""

    import_id: UUID
    sha256: str
    is_new: bool
    is_refused: bool
    players: dict[str, int]
    faults: list[history.Fault]
    parity: list[history.Parity]
    read_seconds: float
    post_seconds: float

    @property
    def transfers(self) -> int:
        return sum(each.found.transfers for each in self.parity)

    @property
    def is_clean(self) -> bool:
        return not any(any(each.differences) for each in self.parity)


def bring_in(path: Path, *, owner_url: str, all_or_nothing: bool = False, say: Say = lambda _: None) -> Outcome:
    """Import a file; a second time only what is missing. Raises Invalid (no such format) or Refused (one runs)."""
    file = HistoryFile(path)
    with _importer(owner_url) as connection:
        if not _one(connection, ONE_AT_A_TIME):
            raise Refused("Another import runs. Wait for its end, then start this one again.")
        found = _row(connection, BEGIN, file.sha256, file.name, file.brands, all_or_nothing, BLOCK)
        began = time.monotonic()
        if found.state == "reading":
            _read(owner_url, file, found, say)
        players = _one(connection, "select history.prepare(%s)", found.import_id)
        read = time.monotonic()
        if found.state in ("reading", "posting"):
            _post(connection, owner_url, found, players, say)
        posted = time.monotonic()
        is_refused = _one(connection, IS_REFUSED, found.import_id)
    return _tell(
        found.import_id, file, is_refused=is_refused, is_new=found.state != "done", times=(began, read, posted)
    )


def _read(owner_url: str, file: HistoryFile, found: Any, say: Say) -> None:
    """Several hands take the next piece that was not read before."""
    blocks, turn = file.blocks(found.block_bytes), Lock()

    def following() -> Block | None:
        with turn:
            return next(blocks, None)

    def work(connection: Importer) -> None:
        read = {row[0] for row in connection.execute(READ, [found.import_id])}
        for block in iter(following, None):
            if block.number not in read:
                _read_block(connection, found.import_id, block)
                say(f"{block.first + len(block.lines) - 1:,} lines read")

    _share_out(owner_url, work)


def _read_block(connection: Importer, import_id: UUID, block: Block) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        with cursor.copy(COPY) as copy:
            copy.write(block.rows)
        cursor.execute("select history.read_lines(%s, %s)", [import_id, block.number])


def _post(connection: Importer, owner_url: str, found: Any, players: int, say: Say) -> None:
    is_refused = False
    if found.all_or_nothing:
        _go_through(owner_url, found.import_id, players, is_posting=False, say=say)
        is_refused = _one(connection, "select exists (select from history.fault where import_id = %s)", found.import_id)
    if not is_refused:
        _go_through(owner_url, found.import_id, players, is_posting=True, say=say)
    connection.execute("select history.close(%s, %s)", [found.import_id, is_refused])


def _go_through(owner_url: str, import_id: UUID, players: int, *, is_posting: bool, say: Say) -> None:
    pile = iter(range(1, players + 1, PLAYERS_AT_ONCE))

    def work(connection: Importer) -> None:
        for first in pile:
            last = first + PLAYERS_AT_ONCE - 1
            _post_some(connection, import_id, first, last, is_posting=is_posting)
            say(f"{min(last, players):,} players {'posted' if is_posting else 'looked at'}")

    _share_out(owner_url, work)


def _share_out(owner_url: str, work: Callable[[Importer], None]) -> None:
    """The same work by several hands at once, each on a connection of its own."""

    def lend_a_hand() -> None:
        with _importer(owner_url) as connection:
            work(connection)

    with ThreadPoolExecutor(HANDS, "history") as hands:
        for done in [hands.submit(lend_a_hand) for _ in range(HANDS)]:
            done.result()


def _post_some(connection: Importer, import_id: UUID, first: int, last: int, *, is_posting: bool) -> None:
    """A player who registered with the same address this very moment is found at the second look."""
    wanted = [import_id, first, last, is_posting]
    try:
        connection.execute(POST, wanted)
    except UniqueViolation:
        connection.execute(POST, wanted)


def _tell(
    import_id: UUID, file: HistoryFile, *, is_refused: bool, is_new: bool, times: tuple[float, float, float]
) -> Outcome:
    began, read, posted = times
    outcome = Outcome(
        import_id=import_id,
        sha256=file.sha256.hex(),
        is_new=is_new,
        is_refused=is_refused,
        players=history.players_by_state(import_id),
        faults=history.faults(import_id),
        parity=history.parity(import_id),
        read_seconds=read - began,
        post_seconds=posted - read,
    )
    with transaction():
        if db.session.scalar(select(func.history.tell(import_id))):
            log.record(_event(outcome))
    return outcome


def _event(outcome: Outcome) -> events.HistoryImported:
    return events.HistoryImported(
        target=outside("im", outcome.import_id),
        sha256=outcome.sha256,
        players=outcome.players.get("entered", 0),
        known=outcome.players.get("known", 0),
        faulty=outcome.players.get("faulty", 0),
        faults=len(outcome.faults),
        transfers=outcome.transfers,
    )


def tell_the_planner(owner_url: str) -> None:
    """What tables hold now: a page right after an import was planned as for empty ones, and ran into its time limit."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(LOOK)


@contextmanager
def _importer(owner_url: str) -> Iterator[Importer]:
    """A connection that has stepped down from owner to importer."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("set role countroom_importer")
        yield connection


def _row(connection: Importer, query: LiteralString, *wanted: object) -> Any:
    with connection.cursor(row_factory=namedtuple_row) as cursor:
        return cursor.execute(query, wanted).fetchone()


def _one(connection: Importer, query: LiteralString, *wanted: object) -> Any:
    return _row(connection, query, *wanted)[0]
