"""The demo's past: written as a file, then imported, each by a program of its own while the servers come up."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from app.cli import _instance
from app.errors import Unavailable
from app.processes.bond import ends_with_parent
from app.processes.supervisor import Supervisor

FILE = "history.ndjson"
STEP = 0.1  # seconds between two looks


class Past:
    """`players`: whose past; 0 for none. What an earlier run has finished is left alone, what it began is ended."""

    def __init__(self, place: Path, *, players: int, seed: int) -> None:
        self._file, self._log = place / FILE, place / "history.log"
        self._is_wanted = players > 0 and not _is_imported()
        self._writer = None
        if self._is_wanted and not self._file.exists():
            asked = ("--world", place / "world.json", "--players", players, "--seed", seed)
            self._writer = self._run("app.demo.history", self._file, *asked)

    def bring_in(self, supervisor: Supervisor) -> bool:
        """Import it while `supervisor` looks after the rest; False when asked to end before."""
        if not self._is_wanted:
            return True
        sys.stderr.write("countroom: a month of history is written and imported, once; this takes a moment.\n")
        if self._writer and not self._await(supervisor, self._writer):
            return False
        return self._await(supervisor, self._run("app.cli", "import", "history", self._file))

    def _run(self, module: str, *words: object) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *map(str, words)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ends_with_parent(signal.SIGTERM),
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )

    def _await(self, supervisor: Supervisor, process: subprocess.Popen[bytes]) -> bool:
        """The next run goes on where this one was ended."""
        while process.poll() is None:
            if not supervisor.watch(STEP):
                process.terminate()
                process.wait()
                return False
        if process.returncode:
            raise Unavailable(f"The demo's history did not come in. Why, says {self._log}.")
        return True


def _is_imported() -> bool:
    import psycopg

    with psycopg.connect(_instance.url("owner")) as connection:
        done = connection.execute("select from history.import where name = %s and state = 'done'", [FILE])
        return done.rowcount > 0
