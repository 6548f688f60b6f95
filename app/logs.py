"""One JSON object a line, with the request's id."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from flask import g, has_request_context

from app.ids import outside


def configure() -> None:
    """Log to standard error, which the process's supervisor collects."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            add_request_id,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def add_request_id(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if has_request_context() and "request_id" in g:
        event["request_id"] = outside("rq", g.request_id)
    return event
