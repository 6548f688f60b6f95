"""A server says every few seconds that it lives, on a connection of its own: a pool that is used up hides nothing."""

import os
import socket
from contextlib import suppress
from threading import Event, Thread

import psycopg
from flask import Flask

from app.config import settings_of
from app.ids import uuid7
from app.web.stream import Hub

EVERY = 5.0  # seconds
BEAT = """
    insert into server_heartbeat (id, face, host, pid, streams, streams_looked_at)
    values (%(id)s, %(face)s, %(host)s, %(pid)s, %(streams)s, %(looked_at)s)
    on conflict (id) do update
      set streams = excluded.streams, streams_looked_at = excluded.streams_looked_at, seen_at = clock_timestamp()
"""


class Heartbeat:
    """Beats on a thread until it is stopped; a database that is away is tried again at the next beat."""

    def __init__(self, app: Flask, face: str, every: float = EVERY) -> None:
        self._url = settings_of(app).database_url.get_secret_value()
        self._hub: Hub | None = app.extensions.get("ledger_hub")
        self._who = {"id": uuid7(), "face": face, "host": socket.gethostname(), "pid": os.getpid()}
        self._every = every
        self._stopping = Event()
        self._thread = Thread(target=self._live, name="heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._stopping.is_set():
            with suppress(psycopg.Error), psycopg.connect(self._url, autocommit=True, connect_timeout=2) as connection:
                while not self._stopping.is_set():
                    connection.execute(BEAT, self._beat())
                    self._stopping.wait(self._every)
            self._stopping.wait(self._every)

    def _beat(self) -> dict[str, object]:
        streams = self._hub.listening if self._hub else 0
        return {**self._who, "streams": streams, "looked_at": self._hub.looked_at if self._hub else None}


def begin(app: Flask, face: str) -> None:
    """For the life of this process."""
    Heartbeat(app, face).start()
