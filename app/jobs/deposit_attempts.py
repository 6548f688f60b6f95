"""Ends the attempts to deposit that nobody reported on. `timestamp` is when a job was due, in seconds."""

from app.services import deposit_attempts

EXPIRED_AT_ONCE = 500


def expire_deposit_attempts(timestamp: int) -> None:
    """End those past their time, in several transactions when they are many."""
    while deposit_attempts.expire(EXPIRED_AT_ONCE) >= EXPIRED_AT_ONCE:
        pass


TASKS = {"expire_deposit_attempts": expire_deposit_attempts}
SCHEDULE = {"expire_deposit_attempts": "* * * * *"}
