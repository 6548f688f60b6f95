"""Slows guessing down, by account and by address, before any password is hashed. Keys begin with which of the two."""

from datetime import timedelta

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert

from app import clock
from app.areas.auth.settings import FREE_FAILURES, LONGEST_WAIT
from app.errors import TooMany
from app.extensions import db
from app.models.staff import Throttle
from app.queries import settings

FREE_FROM_AN_ADDRESS = 100  # many sit behind one


def count(*keys: str) -> None:
    """Count an attempt under each key before it is made, in the caller's transaction: a burst is counted one by one.

    Raises TooMany while a key has to wait. After the free ones, each attempt doubles the wait.
    """
    for key in sorted(keys):
        row = _locked(key)
        if row.blocked_until > clock.now():
            seconds = int((row.blocked_until - clock.now()).total_seconds()) + 1
            raise TooMany(f"Too many failed attempts. Try again in {seconds} seconds.")
        row.failures += 1
        beyond = row.failures - (settings.value(FREE_FAILURES) if key.startswith("account") else FREE_FROM_AN_ADDRESS)
        if beyond > 0:
            longest = settings.value(LONGEST_WAIT)
            row.blocked_until = clock.now() + min(longest, timedelta(seconds=2 ** min(beyond, 20)))


def forgive(account: str, address: str) -> None:
    """A success clears the account's attempts and takes its own back from the address's."""
    db.session.execute(delete(Throttle).where(Throttle.key == account))
    row = _locked(address)
    row.failures -= 1


def _locked(key: str) -> Throttle:
    fresh = insert(Throttle).values(key=key, failures=0, blocked_until=clock.now())
    seen = {"seen_at": func.clock_timestamp()}
    db.session.execute(fresh.on_conflict_do_update(index_elements=[Throttle.key], set_=seen))
    return db.session.get_one(Throttle, key, populate_existing=True)
