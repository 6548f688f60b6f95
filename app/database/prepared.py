"""Statements that a connection has prepared stay so when a transaction is undone.

Every request that only reads ends with its transaction undone, and psycopg then forgets what it has prepared: something
may have been made in it and be gone. Servers make no tables, and planning a page's questions took as long as answering.
"""

from typing import Any

from psycopg import Connection
from psycopg._preparing import PrepareManager  # its version is locked, and a test holds what is used of it

MOST = 300  # of a connection; a page asks some thirty


class Kept(PrepareManager):
    """What is prepared, until there is too much of it."""

    def clear(self) -> bool:
        return False


def keep(connection: Connection[Any], _: object) -> None:
    """For a connection of a pool that is new."""
    kept = Kept()
    kept.prepared_max = MOST
    connection._prepared = kept  # pyright: ignore[reportPrivateUsage]
