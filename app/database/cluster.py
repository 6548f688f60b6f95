"""The files of an embedded PostgreSQL: made once, checked at every start."""

import hashlib
import json
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.database import binaries
from app.errors import Unavailable
from app.processes.bond import ends_with_parent, root_can_be_left

SUPERUSER = "postgres"
LONGEST_SOCKET = ".s.PGSQL.5432.lock"
LOGINS = ("countroom_owner", "countroom_app", "countroom_reader")


@dataclass(frozen=True)
class Cluster:
    """One data directory with its passwords, lock, log and socket."""

    directory: Path

    @property
    def data(self) -> Path:
        return self.directory / "data"

    @property
    def log(self) -> Path:
        return self.directory / "server.log"

    @cached_property
    def passwords(self) -> dict[str, str]:
        """Role to password; made with the cluster and readable by its owner only."""
        file = self.directory / "passwords.json"
        if not file.exists():
            self._write_once(file, json.dumps({role: secrets.token_urlsafe(24) for role in (SUPERUSER, *LOGINS)}))
        return json.loads(file.read_text())

    @cached_property
    def socket(self) -> Path:
        """A short private folder: a socket's path may hold 107 bytes, a data directory's is often longer."""
        name = "countroom-" + hashlib.sha256(os.fsencode(self.directory.resolve())).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / name
        if len(os.fsencode(folder / LONGEST_SOCKET)) > 107:
            folder = Path("/tmp") / name  # noqa: S108 - private by its mode, and checked below for its owner
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.stat().st_uid not in {os.geteuid(), self.stand_in}:
            raise Unavailable(f"{folder} belongs to somebody else: remove it, or set TMPDIR to a folder of your own.")
        return folder

    @cached_property
    def stand_in(self) -> int | None:
        """Who runs the server and owns its files when root can do neither itself; None when it need be nobody."""
        return None if os.geteuid() != 0 or root_can_be_left() else pwd.getpwnam("nobody").pw_uid

    def prepare(self) -> None:
        """Make the cluster if there is none; raises Unavailable when this PostgreSQL cannot read it."""
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.data.exists():
            self._initialise()
        wrote, reads = int((self.data / "PG_VERSION").read_text()), binaries.version(binaries.directory())
        if wrote != reads:
            raise Unavailable(
                f"{self.data} was written by PostgreSQL {wrote} and this is PostgreSQL {reads}: "
                "move it over with pg_upgrade, or dump it with the old version and restore it into a new instance."
            )

    def spawn(self, program: str, *arguments: str | Path, log: int) -> subprocess.Popen[bytes]:
        """Start one of PostgreSQL's programs, bound to this process and without root's powers."""
        return subprocess.Popen(
            [binaries.directory() / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd="/",
            start_new_session=True,
            preexec_fn=ends_with_parent(signal.SIGINT, as_root=self.stand_in is not None),
            user=self.stand_in,
            group=self.stand_in,
            extra_groups=None if self.stand_in is None else [],
        )

    def _initialise(self) -> None:
        """Run initdb beside the final place, so that an interrupted one leaves nothing half made."""
        draft, password = self.data.with_suffix(".draft"), self.directory / "initial_password"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._write_once(password, self.passwords[SUPERUSER])
        if self.stand_in is not None:
            for path in (self.directory, draft, password, self.socket):
                os.chown(path, self.stand_in, self.stand_in)
        with self.log.open("wb") as log:
            arguments = ("-A", "scram-sha-256", "-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
            initdb = self.spawn(
                "initdb", "-D", draft, "-U", SUPERUSER, f"--pwfile={password}", *arguments, log=log.fileno()
            )
            failed = initdb.wait()
        password.unlink()
        if failed:
            raise Unavailable(f"PostgreSQL could not make a cluster in {draft}:\n{self.log.read_text()}")
        draft.rename(self.data)

    def _write_once(self, file: Path, text: str) -> None:
        """Write a secret whole or not at all, never readable by others."""
        draft = file.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(text)
        draft.rename(file)
