"""PostgreSQL as a child of this process: no server to install, no port, the real thing."""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

from app.database import roles
from app.database.cluster import SUPERUSER, Cluster
from app.errors import Unavailable

DATABASE = "countroom"
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "150",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "log_error_verbosity": "terse",  # without the values of a row that broke a rule: they may be a person's
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
}
READY_WITHIN = 300.0  # seconds; recovery after a crash may replay a lot
STEP = 0.01


@dataclass(frozen=True)
class Server:
    """A running server: ours to stop, or one that another process of this instance holds."""

    cluster: Cluster
    process: subprocess.Popen[bytes] | None = None
    lock: IO[bytes] | None = None

    def url(self, role: str = "countroom_app", database: str = DATABASE) -> str:
        """Return the address for `role`, password included: for settings, never for logs."""
        password, socket = self.cluster.passwords[role], quote(str(self.cluster.socket), safe="")
        return f"postgresql://{role}:{password}@/{database}?host={socket}"

    def stop(self) -> None:
        """End it by a fast shutdown; one held by another process stays."""
        if self.process is None or self.lock is None:
            return
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        with suppress(OSError):
            self.cluster.socket.rmdir()
        self.lock.close()


@contextmanager
def running(directory: Path, settings: Mapping[str, str] = SETTINGS) -> Iterator[Server]:
    """Start the instance's server for a while, or join the one that runs."""
    server = start(directory, settings)
    try:
        yield server
    finally:
        server.stop()


def start(directory: Path, settings: Mapping[str, str] = SETTINGS) -> Server:
    """Start the server over `directory`, making cluster, roles and database at first; must run in the main thread."""
    if os.environ.get("COUNTROOM_ENV") == "production" and os.environ.get("COUNTROOM_EMBEDDED") != "yes":
        raise Unavailable(
            "In production the database is your own PostgreSQL: set DATABASE_URL and DATABASE_OWNER_URL. "
            "To run the embedded one all the same, set COUNTROOM_EMBEDDED=yes."
        )
    cluster = Cluster(directory.resolve())
    lock = _lock(cluster)
    if lock is None:
        _await_ready(cluster, process=None)
        return Server(cluster)
    with ExitStack() as undo:
        undo.enter_context(lock)
        cluster.prepare()
        _end_leftover(cluster)
        server = Server(cluster, _launch(cluster, settings), lock)
        undo.callback(server.stop)
        _await_ready(cluster, server.process)
        roles.install(server.url(SUPERUSER, "postgres"), cluster.passwords)
        undo.pop_all()
    return server


def _lock(cluster: Cluster) -> IO[bytes] | None:
    """Take the cluster for this process; None when another one has it."""
    cluster.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (cluster.directory / "lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _end_leftover(cluster: Cluster) -> None:
    """See off what an earlier run left alive, then forget it: its pid may be a zombie's or another program's by now."""
    deadline = time.monotonic() + READY_WITHIN
    while pids := _living_in(cluster.data):
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGINT)
        if time.monotonic() > deadline:
            raise Unavailable(f"The PostgreSQL of an earlier run does not end: stop the processes {pids} by hand.")
        time.sleep(STEP)
    for stale in (cluster.data / "postmaster.pid", cluster.socket / ".s.PGSQL.5432.lock"):
        stale.unlink(missing_ok=True)


def _living_in(data: Path) -> list[int]:
    """Return the processes of any server over this directory: each has it as its current one."""
    processes = Path("/proc")
    if not (processes / "self").exists():
        return _named_in_pid_file(data)
    living: list[int] = []
    for process in processes.glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink() == data:
                living.append(int(process.name))
    return living


def _named_in_pid_file(data: Path) -> list[int]:
    try:
        pid = (data / "postmaster.pid").read_text().split("\n", 1)[0]
    except OSError:
        return []
    said = subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, check=False).stdout
    return [int(pid)] if os.fsencode(data) in said else []


def _launch(cluster: Cluster, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    chosen = {**settings, "unix_socket_directories": str(cluster.socket)}
    arguments = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    with suppress(FileNotFoundError):
        cluster.log.rename(cluster.log.with_suffix(".previous.log"))
    with cluster.log.open("wb") as log:
        return cluster.spawn("postgres", "-D", cluster.data, *arguments, log=log.fileno())


def _await_ready(cluster: Cluster, process: subprocess.Popen[bytes] | None) -> None:
    """Wait until the server takes connections: it says so in the eighth line of its pid file."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError, IndexError):
            lines = (cluster.data / "postmaster.pid").read_text().splitlines()
            is_ours = process is None or lines[0] == str(process.pid)
            if is_ours and lines[7].strip() == "ready":
                return
        if process and process.poll() is not None:
            break
        time.sleep(STEP)
    raise Unavailable(f"PostgreSQL did not start; its last words, from {cluster.log}:\n{_last_words(cluster)}")


def _last_words(cluster: Cluster) -> str:
    with suppress(OSError):
        return "\n".join(cluster.log.read_text().splitlines()[-8:])
    return ""
