"""A server says every few seconds that it lives, and what it answered since, on a connection of its own: a pool that is
used up hides nothing."""

import os
import socket
from contextlib import suppress
from threading import Event, Thread

import psycopg
from flask import Flask
from psycopg.types.json import Jsonb

from app.config import settings_of
from app.ids import uuid7
from app.web.request_counts import counts_of
from app.web.stream import Hub

EVERY = 5.0  # seconds
BEAT = """
    insert into server_heartbeat (id, face, host, pid, streams, streams_looked_at)
    values (%(id)s, %(face)s, %(host)s, %(pid)s, %(streams)s, %(looked_at)s)
    on conflict (id) do update
      set streams = excluded.streams, streams_looked_at = excluded.streams_looked_at, seen_at = clock_timestamp()
"""
COUNT = """
    insert into request_count as known (face, endpoint, status, buckets, seconds)
    select %(face)s, endpoint, status, buckets, seconds
    from jsonb_to_recordset(%(counted)s) as told (endpoint text, status smallint, buckets bigint[], seconds float8)
    order by endpoint, status
    on conflict (face, endpoint, status) do update
      set seconds = known.seconds + excluded.seconds, buckets = (
        select array_agg(before + since order by place)
        from unnest(known.buckets, excluded.buckets) with ordinality as both_of_them (before, since, place))
"""


class Heartbeat:
    """Beats on a thread until it is stopped; a database that is away is tried again at the next beat."""

    def __init__(self, app: Flask, face: str, every: float = EVERY) -> None:
        self._url = settings_of(app).database_url.get_secret_value()
        self._hub: Hub | None = app.extensions.get("ledger_hub")
        self._counts = counts_of(app)
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
                    self._tell_counts(connection)
                    self._stopping.wait(self._every)
            self._stopping.wait(self._every)

    def _tell_counts(self, connection: psycopg.Connection) -> None:
        """In one order, so that processes wait for each other; what was not taken is told with the next beat."""
        if taken := self._counts.take():
            told = [
                {"endpoint": endpoint, "status": status, **vars(each)} for (endpoint, status), each in taken.items()
            ]
            try:
                connection.execute(COUNT, {"face": self._who["face"], "counted": Jsonb(told)})
            except psycopg.Error:
                self._counts.give_back(taken)
                raise

    def _beat(self) -> dict[str, object]:
        streams = self._hub.listening if self._hub else 0
        return {**self._who, "streams": streams, "looked_at": self._hub.looked_at if self._hub else None}


def begin(app: Flask, face: str) -> None:
    """For the life of this process."""
    Heartbeat(app, face).start()
