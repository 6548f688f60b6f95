"""Invented states, changes and figures for the style guide."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request, url_for

from app import clock
from app.web.addresses import here
from app.web.charts import Point, chart
from app.web.differences import between
from app.web.tables import Chip
from blueprints.styleguide import examples

STAKES = (8_120, 7_430, 9_980, 12_440, 11_020, 15_870, 16_240, 14_310, 9_650, 10_220, 12_900, 4_380)


@dataclass(frozen=True)
class Line:
    """One line of a log."""

    at: datetime
    actor: str
    action: str
    outcome: str
    detail: str
    tone: str = ""


def states() -> dict[str, Any]:
    at = here()
    return {
        "chips": [
            Chip("Amount", "≥", "500", at, "amount_from", "312"),
            Chip("Currency", "is", "JPY", at, "currency", "1,204"),
            Chip("Player", "is", "pl_…9AG5SCGB", at, "player"),
        ],
        "clear": at,
        "failed_request": "rq_01M83KB3BKFQ5895559AG5SCGB",
    }


def changes() -> dict[str, Any]:
    return {
        "lines": between(
            {"Daily limit": "€500.00", "Status": "Active", "Country": "FI", "Language": "fi"},
            {"Daily limit": "€200.00", "Status": "Active", "Country": "FI", "Language": "fi", "Cool-off": "24 hours"},
        ),
        "log": _log(),
    }


def report() -> dict[str, Any]:
    """Twelve hours of stakes; the last one is not over."""
    address = url_for("styleguide.show_section", name="lists")
    points = [
        Point(f"{hour + 3:02}:00", stake, f"€{stake:,}", address, is_partial=hour == len(STAKES) - 1)
        for hour, stake in enumerate(STAKES)
    ]
    return {
        "drawn": chart(points),
        "nothing": chart([]),
        "sum_text": f"€{sum(STAKES):,}",
        "as_table": request.args.get("as") == "table",
    }


def finding() -> dict[str, Any]:
    found = examples.rows()[:3]
    wanted = request.args.get("peek", "")
    return {"rows": found, "peeked": next((row for row in found if row.id == wanted), None)}


def _log() -> list[Line]:
    at = clock.now()
    return [
        Line(at, "I. Okafor", "withdrawal.approved", "done", "wd_…90KX4QM2, €2,400.00, reason: documents seen."),
        Line(at - timedelta(seconds=4), "R. Silva", "withdrawal.approve", "refused", "Claimed by I. Okafor.", "bad"),
        Line(at - timedelta(seconds=19), "system", "job.finished", "done", "Export of 100,000 rows in 41 s."),
    ]
