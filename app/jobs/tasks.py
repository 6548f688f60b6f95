"""What jobs there are. Each module of this folder declares its own, and what of them runs by the clock:

    TASKS = {"send_report": send_report, "tell_bank": Task(tell_bank, retry=Backoff(attempts=8, seconds=5))}
    SCHEDULE = {"send_report": "0 6 * * *"}

A task may run twice for one cause: what a dying worker had in hand is done again by the next. It must bear that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from app import jobs

MACHINERY = {"carrying", "queue", "tasks", "worker"}
LONG = "long"  # the queue of what takes minutes
SENDING = "sending"  # the queue of what waits for receivers that others run


class Interrupted(Exception):
    """The worker has to stop: the job is done again, or gone on with, by the next one."""


@dataclass(frozen=True)
class Backoff:
    """Try again up to `attempts` times, `seconds` after the first failure and twice as long after each more."""

    attempts: int
    seconds: int
    longest: int = 3600

    def wait(self, failures: int) -> int:
        """Seconds to wait after the `failures`-th failure, counted from 0."""
        return min(self.seconds * 2**failures, self.longest)


@dataclass(frozen=True)
class Task:
    """A function that is called inside the application with what was enqueued, or with `timestamp` by the clock."""

    run: Callable[..., None]
    retry: Backoff | None = None
    queue: str = "default"
    is_once: bool = False  # a run that failed or was cancelled stays so: nobody takes it up in the name of who asked


@cache
def every() -> dict[str, Task]:
    """Each task by its name."""
    found: dict[str, Task] = {}
    for module in _modules():
        for name, declared in getattr(module, "TASKS", {}).items():
            if name in found:
                raise RuntimeError(f"Two modules of app/jobs declare the task “{name}”.")
            found[name] = declared if isinstance(declared, Task) else Task(declared)
    return found


@cache
def schedule() -> dict[str, str]:
    """When a task runs by the clock: its name and five fields of cron, in UTC; a sixth is of seconds."""
    return {name: cron for module in _modules() for name, cron in getattr(module, "SCHEDULE", {}).items()}


def is_once(name: str) -> bool:
    """Whether a run of this task is never asked for again."""
    return name in every() and every()[name].is_once


def queues() -> set[str]:
    """Where jobs can wait: a queue that no task names has no worker."""
    return {LONG, SENDING, "default", *(task.queue for task in every().values())}


def _modules() -> list[ModuleType]:
    names = sorted(module.name for module in iter_modules(jobs.__path__))
    return [import_module(f"{jobs.__name__}.{name}") for name in names if name not in MACHINERY]
