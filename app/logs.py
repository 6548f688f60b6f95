"""One JSON object a line, with the request's id, and of an error only what tells of nobody."""

import json
import logging
import sys
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog
from flask import g, has_app_context, has_request_context

from app.ids import outside
from app.traces import add_trace, trace


def configure() -> None:
    """Log to standard error, which the process's supervisor collects."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            add_request_id,
            add_trace,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    unheard = logging.StreamHandler(sys.stderr)  # of what libraries say, when nobody else listens
    unheard.setLevel(logging.WARNING)
    unheard.setFormatter(LineFormatter())
    logging.lastResort = unheard


class LineFormatter(logging.Formatter):
    """A library's warning as our own lines are."""

    def format(self, record: logging.LogRecord) -> str:
        said = {"logger": record.name, "event": record.getMessage(), "level": record.levelname.lower()}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        event = add_request_id(None, "", {**said, "timestamp": at})
        error = record.exc_info[1] if record.exc_info else None
        return json.dumps({**event, **({"exception": trace(error)} if error else {})})


def add_request_id(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The request at hand; in a job its task, and the request that asked for it, if one did."""
    if has_request_context():
        request_id = g.get("request_id")
    elif has_app_context() and (acting := g.get("acting")):
        actor, request_id = acting
        event["actor"] = actor.id
    else:
        return event
    if request_id:
        event["request_id"] = outside("rq", request_id)
    return event
