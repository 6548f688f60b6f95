"""One JSON object a line, with the request's id, and of an error only what tells of nobody."""

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import g, has_request_context

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
        event = {"logger": record.name, "event": record.getMessage(), "level": record.levelname.lower()}
        error = record.exc_info[1] if record.exc_info else None
        return json.dumps(event | ({"exception": trace(error)} if error else {}))


def add_request_id(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if has_request_context() and "request_id" in g:
        event["request_id"] = outside("rq", g.request_id)
    return event
