"""The demo's past: written as a file, then imported, each by a program of its own while the servers come up."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from app.cli import _instance
from app.processes.bond import ends_with_parent
from app.processes.supervisor import Supervisor

FILE = "history.ndjson"
STEP = 0.1  # seconds between two looks
PATIENCE = 40.0  # seconds the ready line waits for it


class Past:
    """`players`: whose past; 0 for none. What an earlier run has finished is left alone, what it began is ended."""

    def __init__(self, place: Path, *, players: int, seed: int) -> None:
        self._log, self._began = place / "history.log", time.monotonic()
        self._process: subprocess.Popen[bytes] | None = None
        self._steps: list[tuple[object, ...]] = []
        if players > 0 and not _is_imported():
            asked = ("--world", place / "world.json", "--players", players, "--seed", seed)
            written = place / FILE
            self._steps += [] if written.exists() else [("app.demo.history", written, *asked)]
            self._steps += [("app.cli", "import", "history", written)]
            sys.stderr.write("countroom: a month of history is written and imported, once; this takes a moment.\n")
        self._is_under_way()

    def come_in(self, supervisor: Supervisor, within: float = PATIENCE) -> bool:
        """Wait for it, but no longer than so many seconds from its beginning; False when asked to end before."""
        while self._is_under_way() and time.monotonic() < self._began + within:
            if not supervisor.watch(STEP):
                if self._process:
                    self._process.terminate()  # the next run goes on where this one was ended
                    self._process.wait()
                return False
        return True

    def _is_under_way(self) -> bool:
        status = self._process.poll() if self._process else 0
        if status is None:
            return True
        if status:
            sys.stderr.write(f"countroom: the demo's history did not come in. Why, says {self._log}.\n")
            self._steps.clear()
        self._process = self._run(*self._steps.pop(0)) if self._steps else None
        return self._process is not None

    def _run(self, module: object, *words: object) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *map(str, (module, *words))],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGTERM),
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )


def _is_imported() -> bool:
    import psycopg

    with psycopg.connect(_instance.url("owner")) as connection:
        done = connection.execute("select from history.import where name = %s and state = 'done'", [FILE])
        return done.rowcount > 0
