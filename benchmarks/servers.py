"""A gunicorn under measurement: started, found ready, weighed, stopped."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.config import ROOT


@contextmanager
def serving(application: str, environment: dict[str, str], *arguments: str) -> Iterator[tuple[int, int]]:
    """The port and the process id of a gunicorn with the product's own configuration."""
    port = _free_port()
    variables = os.environ | environment | {"COUNTROOM_FACE": "wallet", "COUNTROOM_BIND": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py"), *arguments, application]
    with subprocess.Popen(command, cwd=ROOT, env=variables) as process:
        try:
            _await(port, process)
            yield port, process.pid
        finally:
            process.terminate()


def resident_mb(parent: int) -> float:
    """The memory of the fattest worker."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return max(_resident_kb(int(child)) for child in children) / 1024


def _resident_kb(process: int) -> int:
    line = next(line for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
            probe.settimeout(60)
            probe.sendall(b"GET /live HTTP/1.0\r\n\r\n")
            if probe.recv(100):
                return
        time.sleep(0.05)
    raise RuntimeError(f"gunicorn ended with {process.returncode} before it served")


def processor_seconds(parent: int) -> float:
    """What the children of `parent` have used so far, user and system."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return sum(_processor_ticks(int(child)) for child in children) / os.sysconf("SC_CLK_TCK")


def processor_seconds_of_all(parent: int) -> float:
    """The same, with what those children used that have ended: each counts once, whenever it ends."""
    while True:
        ended = _ticks_of_ended(parent)
        living = processor_seconds(parent)
        if _ticks_of_ended(parent) == ended:
            return living + ended / os.sysconf("SC_CLK_TCK")


def _ticks_of_ended(parent: int) -> int:
    return sum(map(int, Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[13:15]))


def _processor_ticks(process: int) -> int:
    """None of one that ended meanwhile: its parent counts that."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return int(fields[11]) + int(fields[12])
