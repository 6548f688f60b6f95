"""Every request passes here first: it gets its id, and leaves its attempt before it may change anything."""

import structlog
from flask import Flask, Response, current_app, g, request
from flask.globals import app_ctx
from sqlalchemy.exc import SQLAlchemyError

from app.audit import log, reach
from app.errors import Refused, Unavailable
from app.ids import outside, uuid7
from app.security.decorators import Scheme, declaration_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ALWAYS_REMEMBERED = frozenset({401, 403})
FAULTY = "The form has faults."  # a page says which, beside each field

logger = structlog.get_logger(__name__)


class Unrecorded(Exception):
    """A request changed something, or may have, and left no record: a fault of ours, never of the caller's."""


def init_app(app: Flask) -> None:
    app.before_request(note_request)
    app.after_request(insist_on_a_record)


def note_request() -> None:
    """Give the request its id; for signed calls the ledger's own row is attempt and effect at once."""
    kept = app_ctx.g  # found once: `g` looks it up at each of its uses
    kept.request_id = uuid7()
    kept.recorded = 0
    kept.identity_known = False


def note_attempt() -> None:
    """Registered after the identity is known; raises Unavailable when no trace can be left."""
    g.identity_known = True
    if request.method not in SAFE and request.url_rule is not None and not _is_signed():
        log.attempt(action())


def insist_on_a_record(response: Response) -> Response:
    """Of every change its effect, and of every form that comes back to be corrected that it was refused."""
    kept = app_ctx.g
    response.headers["X-Request-Id"] = outside("rq", kept.request_id)
    if request.method in SAFE or kept.recorded or _is_signed():
        return response
    if response.status_code < 400:
        if current_app.testing:
            raise Unrecorded(f"{request.method} {request.path}")
        logger.error("change without its record", route=action())
    elif response.status_code < 500 and request.url_rule is not None:
        log.refusal(action(), status=response.status_code, permission="", reason=FAULTY)
    return response


def remember_refusal(error: Refused) -> None:
    """Every refusal of a right, and every refusal of a change, stands in the audit log.

    So does the asking for what is there and out of reach, though it is answered as if it were not. What is nowhere
    leaves no trace when it was only asked for: nothing was kept from anybody, and old links would fill the log.
    """
    if request.url_rule is None:
        return  # nothing there to be refused: anybody could fill the log with it
    if error.status == 404 and (missed := _missed()):
        log.out_of_reach(action(), missed.target, permission=reach.permission(), reason=missed.reason)
        g.recorded += 1
    elif error.status in ALWAYS_REMEMBERED or (request.method not in SAFE and error.status < 500):
        log.refusal(action(), status=error.status, permission=error.permission, reason=error.recorded)
        g.recorded += 1  # whoever posts after the end of their session is led to the door, which is no error


def _missed() -> reach.Missed | None:
    try:
        return reach.missed()
    except SQLAlchemyError as error:
        raise Unavailable(log.NO_RECORD) from error


def action() -> str:
    """How a request is called in the log: its view, or the method when it has none."""
    return request.endpoint or "nowhere"


def _is_signed() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    declaration = declaration_of(view) if view else None
    return declaration is not None and declaration.scheme is Scheme.SIGNATURE
