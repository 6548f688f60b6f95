"""Keeps the cells of reports up with what moved. `timestamp` is when a job was due, in seconds."""

from app.services import report_cells

FOLDED_AT_ONCE = 20_000


def fold_report_cells(timestamp: int) -> None:
    """Fold what was decided since the last time, in several transactions when it is much."""
    while report_cells.fold(FOLDED_AT_ONCE) >= FOLDED_AT_ONCE:
        pass


TASKS = {"fold_report_cells": fold_report_cells}
SCHEDULE = {"fold_report_cells": "* * * * *"}
