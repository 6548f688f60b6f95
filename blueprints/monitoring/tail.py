"""The tail of events, as somebody may see it: all of the audit log, or what was told of their brands."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_login import current_user

from app.areas.audit.permissions import Audit
from app.areas.monitoring.permissions import Monitoring
from app.queries import event_tail
from app.queries.event_tail import START, Line
from app.web.tables import tabs as views
from blueprints.monitoring import tabs

VIEWS = {"": "All", "refused": "Refused", "told": "Told to other systems"}
OF_SOME_BRANDS = {"told": "Told to other systems"}  # records of the audit log name no brand


def seen() -> dict[str, Any]:
    """The newest lines that the address asks for, and where it asks for more."""
    lines = _lines(START)
    kinds = VIEWS if _brands() is None else OF_SOME_BRANDS
    return {
        "lines": lines,
        "after": lines[0].place if lines else START,
        "views": views("kind", kinds),
        "kind": _kind(),
        "tabs": tabs.drawn("events"),
    }


def news() -> dict[str, Any]:
    """The lines behind the place that the page has seen; what is no place is the beginning."""
    after = request.args.get("after", "")
    lines: Sequence[Line] = _lines(after) if event_tail.is_place(after) else ()
    return {"lines": lines, "after": lines[0].place if lines else after}


def _lines(after: str) -> Sequence[Line]:
    brands, kind = _brands(), _kind()
    if brands is not None or kind == "told":
        return event_tail.messages(after, brands=brands)
    in_full = current_user.brands_for(Audit.RECORDS_READ) is None
    return event_tail.records(after, in_full=in_full, outcome=kind)


def _brands() -> frozenset[int] | None:
    return current_user.brands_for(Monitoring.HOUSE_READ)


def _kind() -> str:
    """Empty for all; an address that says something else means all, too."""
    asked = request.args.get("kind", "")
    return asked if asked in VIEWS else ""
