"""Tasks for tests: one waits for a receiver that does not answer, one tells that it ran."""

from sqlalchemy import text

from app.extensions import db, transaction
from app.jobs.tasks import SENDING, Task


def hold():
    with transaction():
        db.session.execute(text("select pg_advisory_xact_lock(4242)"))


def tell():
    with transaction():
        db.session.execute(text("notify told"))


TASKS = {"hold": Task(hold, queue=SENDING), "tell": Task(tell)}
