"""Invented lines of a log that grows: what stands there, and one more whenever it is asked for news."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import request

from app import clock
from app.web.tables import tabs

VIEWS = {"": "All", "refused": "Refused"}
KINDS = (
    ("I. Okafor", "withdrawal.approved", "done", "wd_…90KX4QM2, €2,400.00, reason: documents seen."),
    ("R. Silva", "withdrawal.approve", "refused", "Claimed by I. Okafor."),
    ("The house", "job.finished", "done", "Export of 100,000 rows in 41 s."),
)


@dataclass(frozen=True)
class Line:
    """One line of a log."""

    at: datetime
    actor: str
    action: str
    outcome: str
    detail: str

    @property
    def tone(self) -> str:
        return "bad" if self.outcome == "refused" else ""


def log() -> dict[str, Any]:
    """The lines that the address asks for, and where it asks for more of them."""
    at = clock.now()
    lines = [Line(at - timedelta(seconds=7 * number), *kind) for number, kind in enumerate(KINDS)]
    return {"log": _shown(lines), "log_views": tabs("outcome", VIEWS), "shown": {"outcome": _outcome() or None}}


def news() -> list[Line]:
    """What happened since: whoever asks for refusals alone is told of one, whoever asks for all of something done."""
    return [Line(clock.now(), *KINDS[1 if _outcome() else 2])]


def _shown(lines: list[Line]) -> list[Line]:
    return [line for line in lines if _outcome() in ("", line.outcome)]


def _outcome() -> str:
    """Empty for all; an address that says something else means all, too."""
    asked = request.args.get("outcome", "")
    return asked if asked in VIEWS else ""
