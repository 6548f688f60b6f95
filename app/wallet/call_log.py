"""Writes the raw call log: many rows a commit, after the answers they belong to. Nothing is ever dropped."""

from collections import deque
from functools import partial
from itertools import islice
from threading import Condition, Thread
from time import monotonic

import psycopg
import structlog
from psycopg.sql import SQL, Identifier

from app.wallet.connections import Connection, Pool
from app.wallet.exchanges import COLUMNS, Exchange
from app.wallet.group import Overloaded

MOST_WAITING = 10_000
MOST_TOGETHER = 500
GATHERING = 0.05  # seconds in which rows nobody waits for gather into one commit
PATIENCE = 5.0
RESTING = 0.5  # seconds before asking a database again that refused

_NAMES = SQL(", ").join([Identifier(name) for name in COLUMNS])
_COPY = SQL("copy provider_call ({}) from stdin").format(_NAMES)
_PLACES = SQL(", ").join([SQL("%s")] * len(COLUMNS))
_INSERT = SQL("insert into provider_call ({}) values ({}) on conflict do nothing").format(_NAMES, _PLACES)

logger = structlog.get_logger(__name__)


class CallLog:
    """One writer a process, started by the first row."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._change = Condition()
        self._waiting: deque[Exchange] = deque()
        self._appended = self._written = self._awaited = 0
        self._writer: Thread | None = None
        self._is_closing = False

    def insist_on_room(self) -> None:
        """Before a call is served: raises Overloaded while what was answered earlier cannot be written down."""
        if len(self._waiting) >= MOST_WAITING:
            raise Overloaded

    def append(self, exchange: Exchange) -> int:
        """Take a row; returns its number, for those who want to see it written."""
        with self._change:
            self._waiting.append(exchange)
            self._appended += 1
            if self._writer is None:
                self._writer = Thread(target=self._write_on, name="call-log", daemon=True)
                self._writer.start()
            if len(self._waiting) == 1:
                self._change.notify_all()
            return self._appended

    def record(self, exchange: Exchange, deadline: float) -> bool:
        """Take a row and wait until it is committed; false when that did not happen before `deadline`."""
        return self._await(self.append(exchange), deadline)

    def flush(self, seconds: float = PATIENCE) -> bool:
        """Wait until every row taken so far is committed; false when that took too long."""
        return self._await(self._appended, monotonic() + seconds)

    def close(self) -> None:
        """Write what is left and stop."""
        self.flush()
        with self._change:
            self._is_closing = True
            self._change.notify_all()

    def _await(self, number: int, deadline: float) -> bool:
        with self._change:
            self._awaited = max(self._awaited, number)
            self._change.notify_all()
            return self._change.wait_for(lambda: self._written >= number, max(deadline - monotonic(), 0))

    def _write_on(self) -> None:
        while rows := self._gathered():
            if self._write(rows):
                self._settle(len(rows))
            elif self._is_closing:
                logger.error("the call log ends unwritten", rows=len(self._waiting))
                return

    def _gathered(self) -> list[Exchange]:
        """The next rows to write, still in the queue until they are; none when it is time to stop."""
        with self._change:
            self._change.wait_for(lambda: self._waiting or self._is_closing)
            self._change.wait_for(self._is_urgent, GATHERING)
            return list(islice(self._waiting, MOST_TOGETHER))

    def _is_urgent(self) -> bool:
        return self._awaited > self._written or len(self._waiting) >= MOST_TOGETHER or self._is_closing

    def _settle(self, count: int) -> None:
        with self._change:
            for _ in range(count):
                self._waiting.popleft()
            self._written += count
            self._change.notify_all()

    def _write(self, rows: list[Exchange]) -> bool:
        try:
            try:
                self._pool.run(partial(_copy, rows), monotonic() + PATIENCE)
            except (psycopg.DataError, psycopg.IntegrityError):
                self._write_singly(rows)
        except psycopg.Error as error:
            logger.warning("the call log waits for the database", rows=len(self._waiting), error=type(error).__name__)
            with self._change:
                self._change.wait_for(lambda: self._is_closing, RESTING)
            return False
        return True

    def _write_singly(self, rows: list[Exchange]) -> None:
        """A commit whose answer was lost left its rows behind, or one row is at fault: see each by itself."""
        for row in rows:
            try:
                self._pool.run(partial(_insert, row), monotonic() + PATIENCE)
            except psycopg.DataError:
                logger.exception("a row of the call log cannot be written", request_id=str(row.request_id))


def _insert(row: Exchange, connection: Connection) -> None:
    connection.execute(_INSERT, row.row())


def _copy(rows: list[Exchange], connection: Connection) -> None:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row(row.row())
