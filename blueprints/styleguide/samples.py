"""Invented states, changes and figures for the style guide."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import request, url_for

from app import clock
from app.queries.job_runs import SeenRun
from app.web import navigation
from app.web.addresses import here
from app.web.charts import Point, chart, spark
from app.web.differences import between
from app.web.finding import Group, Hit
from app.web.tables import Chip
from blueprints.styleguide import examples, forms, logs

STAKES = (8_120, 7_430, 9_980, 12_440, 11_020, 15_870, 16_240, 14_310, 9_650, 10_220, 12_900, 4_380)


def states() -> dict[str, Any]:
    at = here()
    return {
        "chips": [
            Chip("Amount", "≥", "500", at, "amount_from", "312"),
            Chip("Currency", "is", "JPY", at, "currency", "1,204"),
            Chip("Player", "is", "pl_…9AG5SCGB", at, "player"),
        ],
        "clear": at,
        "unread": forms.with_errors(),
        "failed_request": "rq_01M83KB3BKFQ5895559AG5SCGB",
    }


def changes() -> dict[str, Any]:
    return {
        "lines": between(
            {"Daily limit": "€500.00", "Status": "Active", "Country": "FI", "Language": "fi"},
            {"Daily limit": "€200.00", "Status": "Active", "Country": "FI", "Language": "fi", "Cool-off": "24 hours"},
        ),
        **logs.log(),
        "jobs": _jobs(),
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
        "spark": spark([3, 5, 4, 9, 12, 7, 8, 2, 0, 4, 11, 9], [0, 0, 0, 0, 0, 0, 0, 4, 2, 0, 0, 0]),
        "sum_text": f"€{sum(STAKES):,}",
        "as_table": request.args.get("as") == "table",
    }


def finding() -> dict[str, Any]:
    found, wanted = examples.rows()[:3], request.args.get("peek", "")
    address = url_for("styleguide.show_section", name="records")
    groups = [
        Group("Withdrawals", [Hit(row.id, f"{row.player}, {row.method}", address) for row in found], address),
        Group("Players", [Hit("e.korhonen@example.com", "Aurora, FI", address)]),
    ]
    return {
        "rows": found,
        "groups": groups,
        "found_places": navigation.open_places()[:2],
        "peeked": next((row for row in found if row.id == wanted), None),
    }


def _jobs() -> list[SeenRun]:
    return [
        _job(1, "Export of deposits", "queued"),
        _job(2, "Export of withdrawals", "running", done=41_200, total=100_000),
        _job(3, "Import of history", "running", done=7_300),
        _job(4, "Rejecting withdrawals", "running", done=90, total=312, cancel_asked_at=clock.now()),
        _job(5, "Export of transfers", "succeeded", done=100_000, total=100_000),
        _job(
            6, "Rejecting withdrawals", "failed", done=812, total=9_812, message="It goes on from there when repeated."
        ),
        _job(7, "Export of rounds", "cancelled"),
    ]


def _job(number: int, title: str, state: str, **more: Any) -> SeenRun:
    at = clock.now() - timedelta(minutes=number)
    ended_at = at if state in ("succeeded", "failed", "cancelled") else None
    shown: dict[str, Any] = {"done": 0, "total": None, "message": "", "result": None, "begun": 1, "request_id": None}
    times: dict[str, Any] = {"started_at": at, "heartbeat_at": at, "cancel_asked_at": None, "ended_at": ended_at}
    return SeenRun(UUID(int=number), "sample", title, state, asked_at=at, **(shown | times | more))
