"""A few connections a worker, prepared and in autocommit: one statement is one transaction.

Imported only after gevent has patched the process: psycopg decides at import how to wait for its sockets.
"""

from collections.abc import Callable
from math import inf
from threading import Condition, Thread
from time import monotonic
from typing import Any, LiteralString, TypeVar

import psycopg
from psycopg.abc import PQGen

T = TypeVar("T")
OPTIONS = "-c timezone=UTC -c statement_timeout=1500 -c lock_timeout=500 -c idle_in_transaction_session_timeout=5000"


class Late(psycopg.OperationalError):
    """The request's own deadline passed first. What became of the statement is not known."""


class Broken(psycopg.OperationalError):
    """The connection was lost on the way, perhaps long before: the server went away or threw us out."""


class Connection(psycopg.Connection[tuple[Any, ...]]):
    """Waits for the server no longer than `deadline` says, whatever became of the server."""

    deadline = inf

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        patience = self.deadline - monotonic()
        try:
            return super().wait(gen, interval, max(patience, 0) if patience < inf else timeout)
        except psycopg.OperationalError as error:
            if monotonic() < self.deadline:
                raise
            self.pgconn.finish()
            raise Late("the database did not answer in time") from error


class Pool:
    """Opens when needed, keeps at most `size`, forgets what broke. Threads and greenlets alike may use it."""

    def __init__(self, conninfo: str, size: int) -> None:
        self._conninfo = conninfo
        self._size = size
        self._change = Condition()
        self._idle: list[Connection] = []
        self._taken = 0
        self._opening = 0
        self._error: psycopg.OperationalError | None = None

    def run(self, work: Callable[[Connection], T], deadline: float) -> T:
        """Do `work` on a connection; on one that turns out broken it is done again on a fresh one, and must bear that.

        Raises psycopg.OperationalError when no connection can be had before `deadline` (monotonic seconds).
        """
        try:
            return self._run(work, deadline)
        except Broken:
            self._forget_idle()
            return self._run(work, deadline)

    def rows(self, statement: LiteralString, patience: float, *parameters: object) -> list[tuple[Any, ...]]:
        """What `statement` finds within `patience` seconds; raises as `run` does."""
        return self.run(lambda connection: connection.execute(statement, parameters).fetchall(), monotonic() + patience)

    def close(self) -> None:
        """Close what is idle; what is out is closed when it comes back."""
        self._size = 0
        self._forget_idle()

    def _run(self, work: Callable[[Connection], T], deadline: float) -> T:
        connection = self._take(deadline)
        connection.deadline = deadline
        try:
            return work(connection)
        except psycopg.OperationalError as error:
            if connection.closed and not isinstance(error, Late):
                raise Broken("the connection was lost") from error
            raise
        finally:
            self._give_back(connection)

    def _take(self, deadline: float) -> Connection:
        with self._change:
            self._error = None
            while not self._idle:
                if self._taken + self._opening < self._size:
                    self._opening += 1
                    Thread(target=self._open, daemon=True).start()
                if not self._change.wait(max(deadline - monotonic(), 0)):
                    raise Late("no connection to the database in time")
                if self._error is not None and not self._idle:
                    raise self._error
            self._taken += 1
            return self._idle.pop()

    def _give_back(self, connection: Connection) -> None:
        connection.deadline = inf
        with self._change:
            self._taken -= 1
            if not connection.closed and self._size:
                self._idle.append(connection)
            self._change.notify()
        if not self._size:
            connection.close()

    def _open(self) -> None:
        """In a thread of its own, so that a server which accepts and says nothing holds up nobody past a deadline."""
        connection, failure = None, None
        try:
            connection = Connection.connect(self._conninfo, autocommit=True, connect_timeout=2, options=OPTIONS)
            connection.prepare_threshold = 1
        except psycopg.OperationalError as error:
            failure = error
        with self._change:
            self._opening -= 1
            if connection is not None:
                self._idle.append(connection)
            self._error = failure
            self._change.notify_all() if failure else self._change.notify()

    def _forget_idle(self) -> None:
        with self._change:
            broken, self._idle = self._idle, []
        for connection in broken:
            connection.close()
