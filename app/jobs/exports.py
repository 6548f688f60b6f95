"""Writes exports, and removes them when their time is over."""

from app.jobs.carrying import long
from app.services import exports


def remove_expired_exports(timestamp: int) -> None:
    """A file may be fetched for a while; then it goes."""
    exports.remove_expired()


TASKS = {"write_export": long(exports.write), "remove_expired_exports": remove_expired_exports}
SCHEDULE = {"remove_expired_exports": "*/10 * * * *"}
