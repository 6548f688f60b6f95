"""Programs of our own in tests: run from the project, watched until they have done something."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds: a busy machine, not a slow program
UNREAD = 1 << 20  # bytes a program may say before anybody reads them: a full pipe holds up whoever writes to it


def run(code: str, *arguments: object, **environment: str) -> subprocess.Popen[str]:
    """Start Python on `code`, which sees the project and `arguments`; output comes through pipes."""
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return start(words, environment)


def countroom(*words: object, **environment: str) -> subprocess.Popen[str]:
    """Start a command as `./countroom` does, once its environment is there."""
    return start([sys.executable, "-m", "app.cli", *map(str, words)], environment)


def start(words: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pipesize=UNREAD,
        text=True,
    )


def until(happened: Callable[[], object], patience: float = PATIENCE) -> None:
    """Return once `happened()` is true; fails the test when it never is."""
    deadline = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < deadline, "this never happened"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children_of(pid: int) -> set[int]:
    """Every process below `pid`, however deep."""
    below = {int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()}
    return below.union(*(children_of(child) for child in below))


def free_ports() -> int:
    """A port that nobody uses, and nor the next."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
