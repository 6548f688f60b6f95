"""Counts what game providers called, every minute. `timestamp` is when a job was due, in seconds."""

from app.services import provider_cells


def fold_provider_calls(timestamp: int) -> None:
    provider_cells.fold()


TASKS = {"fold_provider_calls": fold_provider_calls}
SCHEDULE = {"fold_provider_calls": "* * * * *"}
