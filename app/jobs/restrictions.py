"""Lifts the restrictions of players that have run out. `timestamp` is when a job was due, in seconds."""

from app.services import protection

LIFTED_AT_ONCE = 500


def lift_restrictions(timestamp: int) -> None:
    """Each in a transaction of its own; what bars deposits or withdrawals is judged when it matters anyhow."""
    while protection.lift_what_ran_out(LIFTED_AT_ONCE) >= LIFTED_AT_ONCE:
        pass


TASKS = {"lift_restrictions": lift_restrictions}
SCHEDULE = {"lift_restrictions": "* * * * *"}
