"""What is asked as `planned_once` is prepared, and stays so when its transaction is undone; nothing else is prepared.

Every request that only reads ends with its transaction undone, and psycopg then forgets what it has prepared: something
may have been made in it and be gone. Servers make no tables, and planning what a page asks took as long as answering.
"""

from sys import maxsize
from typing import Any

from psycopg import Connection, Cursor
from psycopg._preparing import PrepareManager  # its version is locked, and a test holds what is used of it
from sqlalchemy import Engine, event

from app.extensions import PLANNED_ONCE

MOST = 300  # of a connection; a page asks some thirty


class Kept(PrepareManager):
    """What is prepared, until there is too much of it."""

    def clear(self) -> bool:
        return False


def listen(engine: Engine) -> None:
    """For the engine of a server."""
    event.listen(engine, "connect", _keep)
    event.listen(engine, "do_execute", _execute)


def _keep(connection: Connection[Any], _: object) -> None:
    kept = Kept()
    kept.prepare_threshold, kept.prepared_max = maxsize, MOST  # nothing for being asked often
    connection._prepared = kept  # pyright: ignore[reportPrivateUsage]


def _execute(cursor: Cursor[Any], statement: str, parameters: Any, _: object) -> bool | None:
    """True: it was asked, and nobody else need do so."""
    if not PLANNED_ONCE.get():
        return None
    cursor.execute(statement.encode(), parameters, prepare=True)
    return True
