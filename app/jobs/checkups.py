"""Judges every check every few seconds. `timestamp` is when a job was due, in seconds."""

from app.services import checkups


def judge_checks(timestamp: int) -> None:
    """A figure that passed its threshold is known within five seconds."""
    checkups.judge()


TASKS = {"judge_checks": judge_checks}
SCHEDULE = {"judge_checks": "* * * * * */5"}
