"""Removes what was kept long enough, every hour. `timestamp` is when a job was due, in seconds.

Each kind is a job of its own, so that a fault with one keeps none of the others; each batch is a transaction.
"""

from collections.abc import Callable

from app.services import pruning
from app.services.pruning import Kind

AT_ONCE = 1_000
FIRST_MINUTE = 20


def _pruning(kind: Kind) -> Callable[[int], None]:
    def prune(timestamp: int) -> None:
        while pruning.prune(kind, AT_ONCE) == AT_ONCE:
            pass

    return prune


TASKS = {f"prune_{kind.name}": _pruning(kind) for kind in pruning.KINDS}
SCHEDULE = {name: f"{minute} * * * *" for minute, name in enumerate(TASKS, FIRST_MINUTE)}
