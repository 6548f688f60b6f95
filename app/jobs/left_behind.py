"""Goes on with what a dead worker had in hand."""

import structlog

from app.services import left_behind

log = structlog.get_logger()


def hand_on_what_was_left(timestamp: int) -> None:
    """Jobs first: a run whose job waits again is not lost."""
    jobs, runs = left_behind.hand_on_orphans(), left_behind.take_up_lost_runs()
    if jobs or runs:
        log.warning("a worker died", jobs=jobs, runs=runs)


TASKS = {"hand_on_what_was_left": hand_on_what_was_left}
SCHEDULE = {"hand_on_what_was_left": "* * * * *"}
