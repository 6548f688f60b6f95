"""Carries a run from its beginning to its end, whatever happens on the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import structlog

from app.audit.who import acting
from app.errors import Unavailable
from app.extensions import db
from app.jobs.tasks import LONG, Interrupted, Task
from app.services import job_steps
from app.services.job_steps import Cancelled, Steps, Superseded

log = structlog.get_logger()
Work = Callable[..., dict[str, Any] | None]


def long(work: Work, *, is_once: bool = False) -> Task:
    """A task that is a run: called with its `Steps` and what was asked, it returns the run's result."""

    @wraps(work)
    def carried(job: str, **arguments: Any) -> None:
        steps = job_steps.begin(job)
        if steps is not None:
            with acting(steps.actor, steps.request_id):
                _carry(work, steps, arguments)

    return Task(carried, queue=LONG, is_once=is_once)


def _carry(work: Work, steps: Steps, arguments: dict[str, Any]) -> None:
    """What a stopping worker or a silent database interrupts stays begun, and is found and gone on with."""
    try:
        result = work(steps, **arguments)
        steps.end("succeeded", result=result)
    except Cancelled:
        steps.end("cancelled", message=f"Stopped at {steps.done:,}, as asked.")
    except Superseded:
        return
    except (Interrupted, Unavailable):
        raise
    except Exception as error:
        db.session.rollback()
        log.exception("a run failed", job=steps.job_id)
        steps.end("failed", message=job_steps.say(error))
