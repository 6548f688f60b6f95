"""Runs several programs as one: started in order, brought back when they fall, stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Self

from app.errors import Unavailable
from app.processes.bond import ends_with_parent

GRACE = 5.0  # seconds to end by itself, then it is killed
FALLS = 3  # within FALLS_WITHIN seconds: it will not stand by itself
FALLS_WITHIN = 30.0
NOT_HANDED_ON = ("DATABASE_OWNER_URL", "DATABASE_READER_URL")  # what is served needs the app's role alone
WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)


@dataclass(frozen=True)
class Program:
    """What to run; `log` None shares our own standard error. Without what is not vital the others go on."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    log: Path | None = None
    is_vital: bool = True


@dataclass
class Child:
    program: Program
    process: subprocess.Popen[bytes]
    falls: list[float] = field(default_factory=list[float])


class Supervisor:
    """Signals reach it through a pipe, so nothing is polled and nothing happens inside a handler."""

    def __init__(self) -> None:
        self._children: list[Child] = []
        self._foundations: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self._signals, writer = socket.socketpair()
        writer.setblocking(False)
        self._writer = writer
        self._before = [(each, signal.signal(each, _let_the_pipe_tell)) for each in WATCHED]
        signal.set_wakeup_fd(writer.fileno())
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        signal.set_wakeup_fd(-1)
        for each, handler in self._before:
            signal.signal(each, handler)
        self._signals.close()
        self._writer.close()

    def start(self, program: Program) -> None:
        """Start one more; the kernel ends it when this process ends, however that happens."""
        self._children.append(Child(program, _spawn(program)))

    def rely_on(self, name: str, process: subprocess.Popen[bytes] | None) -> None:
        """Stop everything when `process`, which somebody else starts and ends, is no more; None is ours to ignore."""
        if process:
            self._foundations[name] = process

    def attend(self) -> None:
        """Look after the programs until asked to end."""
        while self.watch():
            pass

    def watch(self, seconds: float | None = None) -> bool:
        """Look after the programs for so long; False when asked to end. Raises Unavailable when one keeps falling."""
        self._signals.settimeout(seconds)
        try:
            received = set(self._signals.recv(64))
        except TimeoutError:
            return True
        for name, process in self._foundations.items():
            if process.poll() is not None:
                raise Unavailable(f"{name} ended with status {process.poll()}, so everything stops.")
        for child in [*self._children]:
            self._raise_up(child)
        return not received & {signal.SIGINT, signal.SIGTERM}

    def _raise_up(self, child: Child) -> None:
        status = child.process.poll()
        if status is None:
            return
        now = time.monotonic()
        child.falls = [at for at in child.falls if now - at < FALLS_WITHIN] + [now]
        if len(child.falls) >= FALLS:
            self._give_up(child)
            return
        sys.stderr.write(f"countroom: {child.program.name} ended with status {status}; it is started again.\n")
        child.process = _spawn(child.program)

    def _give_up(self, child: Child) -> None:
        told = f" Its log: {child.program.log}" if child.program.log else ""
        if child.program.is_vital:
            raise Unavailable(f"{child.program.name} fell {FALLS} times in a row, so everything stops.{told}")
        sys.stderr.write(f"countroom: {child.program.name} fell {FALLS} times in a row and is left down.{told}\n")
        self._children.remove(child)

    def _stop(self) -> None:
        """End all, the last started first, each within its grace."""
        while self._children:
            child = self._children.pop()
            child.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(GRACE)
            with suppress(ProcessLookupError):
                os.killpg(child.process.pid, signal.SIGKILL)
            child.process.wait()


def _let_the_pipe_tell(_: int, __: FrameType | None) -> None:
    """Python writes the signal's number into the pipe only where a handler stands."""


def _spawn(program: Program) -> subprocess.Popen[bytes]:
    log = program.log.open("ab") if program.log else None
    try:
        return subprocess.Popen(
            program.arguments,
            env={name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
            | dict(program.environment),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=ends_with_parent(signal.SIGTERM),
        )
    finally:
        if log:
            log.close()
