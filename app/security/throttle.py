"""Slows guessing down, by account and by address, before any password is hashed. Keys begin with which of the two."""

from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app import clock
from app.errors import TooMany
from app.extensions import db
from app.models.staff import Throttle

FREE_FAILURES = {"account": 5, "address": 100}  # many sit behind one address
LONGEST = timedelta(minutes=15)


def refuse_if_blocked(*keys: str) -> None:
    """Raises TooMany while any of the keys has to wait."""
    until = db.session.scalar(select(func.max(Throttle.blocked_until)).where(Throttle.key.in_(keys)))
    if until is not None and until > clock.now():
        seconds = int((until - clock.now()).total_seconds()) + 1
        raise TooMany(f"Too many failed attempts. Try again in {seconds} seconds.")


def note_failure(*keys: str) -> None:
    """Count one more failure under each key, in the caller's transaction; after a few, each doubles the wait."""
    for key in sorted(keys):
        count = insert(Throttle).values(key=key, failures=1, blocked_until=clock.now())
        failures = db.session.scalar(
            count.on_conflict_do_update(
                index_elements=[Throttle.key],
                set_={"failures": Throttle.failures + 1, "seen_at": func.clock_timestamp()},
            ).returning(Throttle.failures)
        )
        free = FREE_FAILURES[key.partition(" ")[0]]
        if failures is not None and failures > free:
            row = db.session.get_one(Throttle, key, populate_existing=True)
            row.blocked_until = clock.now() + min(LONGEST, timedelta(seconds=2 ** min(failures - free, 20)))


def forget(*keys: str) -> None:
    """A success clears the account's failures."""
    db.session.execute(delete(Throttle).where(Throttle.key.in_(keys)))
