"""Keeps the cells of reports up with what moved. `timestamp` is when a job was due, in seconds."""

from app.services import report_cells


def fold_report_cells(timestamp: int) -> None:
    """Fold what was decided since the last time, in several transactions when it is much."""
    report_cells.catch_up()


TASKS = {"fold_report_cells": fold_report_cells}
SCHEDULE = {"fold_report_cells": "* * * * *"}
