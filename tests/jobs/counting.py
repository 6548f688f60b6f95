"""A task for tests: counts to ten, writes down each number, and stops where it is told to."""

from sqlalchemy import text

from app.errors import Refused
from app.extensions import db, transaction
from app.jobs.carrying import long
from app.models.staff import Role


def count(steps, *, wait_before=None, fail_at=None):
    for number in range(steps.done + 1, 11):
        if number == wait_before and steps.begun == 1:
            with transaction():
                db.session.execute(text("select pg_advisory_xact_lock(4242)"))
        if number == fail_at:
            raise Refused("Seven is not counted here.")
        with transaction():
            db.session.add(Role(code=f"number-{number}", name=str(steps.begun)))
        steps.at(number, total=10, message=f"Counted {number}")
    return {"counted": 10}


TASKS = {"count": long(count)}
