"""How a refusal is told: a page to a person, RFC 9457 problem+json to a machine. Nobody is shown a trace."""

from typing import cast

import structlog
from flask import Flask, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException
from wtforms import HiddenField
from wtforms.form import BaseForm

from app.audit import middleware
from app.errors import Forbidden, Invalid, Malformed, NotFound, Refused, Unavailable
from app.ids import outside
from app.web import answers

logger = structlog.get_logger(__name__)
DOWN = "The database does not answer. Nothing was changed; please try again."
TOO_SLOW = "This took too long and was stopped. Ask for less, for instance for a shorter period."
SAID = {  # in place of what the framework says when nobody of ours has said anything
    400: "This request cannot be read. Go back, reload the page and try again.",
    404: "There is nothing at this address. Check it, or search for what you look for.",
    405: "This address does not take such a request. Go back, reload the page and try again.",
    413: "That is more than is taken at once. Send less.",
    415: "This address does not take such a content type.",
}
MACHINES = ("/api/", "/wallet/", "/hooks/", "/live", "/metrics", "/ready")


def init_app(app: Flask) -> None:
    app.register_error_handler(Refused, refuse)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(CSRFError, refuse_forgery)
    app.register_error_handler(DBAPIError, refuse_for_the_database)
    app.register_error_handler(NoConnection, refuse_for_the_crowd)
    app.register_error_handler(Exception, fail)


def refuse(error: Refused) -> ResponseReturnValue:
    """Remember the refusal, then tell it."""
    told = remembered(error)
    return problem(told) if is_machine() else answers.refused(told)


def remembered(error: Refused) -> Refused:
    """The refusal once it stands in the audit log; when it cannot be remembered, that is what is to be told."""
    try:
        middleware.remember_refusal(error)
    except Unavailable as unavailable:
        return unavailable
    return error


def for_a_form(error: Refused) -> Refused:
    """A remembered refusal that a form tells by itself; raises again what is no business of theirs."""
    if isinstance(error, Forbidden | NotFound):
        raise error
    return remembered(error)


def beside(form: BaseForm, error: Invalid, *, otherwise: str) -> None:
    """A remembered fault that only the service could find, said beside the field it is about, by default another."""
    told = for_a_form(error)
    named = (form[name] for name in error.pointers if name in form and not isinstance(form[name], HiddenField))
    field = next(named, form[otherwise])
    field.errors = [*field.errors, told.message]


def refuse_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    is_ours = error.description != type(error).description
    refused = Refused((error.description if is_ours else SAID.get(error.code)) or "This request cannot be answered.")
    refused.status, refused.title = error.code, error.name.capitalize()
    answer = current_app.make_response(refuse(refused))
    answer.headers.extend([(key, value) for key, value in error.get_headers() if key in ("Allow", "Retry-After")])
    return answer


def refuse_forgery(_: CSRFError) -> ResponseReturnValue:
    return refuse(
        Forbidden("This form is not from a page of yours, or from an earlier session. Reload the page and try again.")
    )


def refuse_for_the_database(error: DBAPIError) -> ResponseReturnValue:
    if type(error.orig).__name__ == "NumericValueOutOfRange":
        return refuse(Invalid("No balance holds so much. Nothing was changed."))
    if not error.connection_invalidated and not _is_gone(error):
        return fail(error)
    logger.exception("the database does not answer")
    return refuse(Unavailable(TOO_SLOW if _took_too_long(error) else DOWN))


def refuse_for_the_crowd(_: NoConnection) -> ResponseReturnValue:
    return refuse(Unavailable("Too many are asking at this moment. Nothing was changed; please try again."))


def fail(error: Exception) -> ResponseReturnValue:
    """A fault of ours: logged whole, told as an id to quote."""
    if type(error).__module__ == "gunicorn.http.errors":
        return refuse(Malformed("The body does not hold to its transfer encoding."))
    if current_app.testing:
        raise error
    logger.exception("a request failed", route=middleware.action())
    broken = Refused(
        f"Something went wrong on our side. Please quote {outside('rq', g.request_id)} to the platform team."
    )
    broken.status, broken.title = 500, "Something went wrong"
    return problem(broken) if is_machine() else answers.refused(broken)


def problem(error: Refused) -> Response:
    """RFC 9457; `errors` names each field by JSON pointer."""
    answer = jsonify(
        type=error.kind,
        title=error.title,
        status=error.status,
        detail=error.message,
        request_id=outside("rq", g.request_id),
        **(
            {"errors": [{"pointer": key, "message": text} for key, text in error.pointers.items()]}
            if error.pointers
            else {}
        ),
    )
    answer.status_code, answer.mimetype = error.status, "application/problem+json"
    if error.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="Countroom"'
    if error.retry_after is not None:
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def is_machine() -> bool:
    """Whether the caller reads JSON rather than pages; the wallet's face has no pages at all."""
    return cast(str, current_app.config["FACE"]) == "wallet" or request.path.startswith(MACHINES)


def _took_too_long(error: DBAPIError) -> bool:
    from psycopg.errors import QueryCanceled

    return isinstance(error.orig, QueryCanceled)


def _is_gone(error: DBAPIError) -> bool:
    from psycopg import OperationalError  # late: the wallet's workers patch sockets before psycopg is loaded

    return isinstance(error.orig, OperationalError)
