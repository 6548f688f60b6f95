"""The contract of a view: what it reads, what it gives, and that a repeated request is answered once."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Response, g, make_response, request
from pydantic import BaseModel, ValidationError
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData

from app.errors import Invalid, Malformed
from app.security.api_keys import Client
from app.services import idempotency
from blueprints.api.bodies import strict_json
from blueprints.api.schemas import Problem

P = ParamSpec("P")
R = TypeVar("R")
# A Structured Field string (RFC 9651 §3.3.3) without its quotes; we take it bare too.
_KEY = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e ]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255})')
PROBLEMS = {f"HTTP_{status}": Problem for status in (400, 401, 403, 404, 409, 413, 415, 503)}


def refuse_invalid(_: Any, __: Any, error: Exception | None, *___: Any) -> None:
    """Tell each broken field by its JSON pointer, without repeating what was sent."""
    if isinstance(error, ValidationError):
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        pointers = {pointer(fault["loc"]): fault["msg"] for fault in faults}
        raise Invalid("Some fields break a rule.", pointers=pointers) from None


def pointer(place: tuple[int | str, ...]) -> str:
    """RFC 6901; a field we do not know is not quoted at length."""
    parts = [str(part)[:60].replace("~", "~0").replace("/", "~1") for part in place]
    return "".join("/" + part.encode("utf-8", "replace").decode() for part in parts)


spec = SpecTree(
    "flask",
    title="Countroom",
    version="v1",
    mode="strict",
    annotations=True,
    page_templates={},
    before=refuse_invalid,
    validation_error_model=Problem,
    security_schemes=[SecurityScheme(name="key", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer"))],
    security={"key": []},
    nested_naming_strategy=lambda _, child: child,
)


def contract(
    status: int, gives: type[BaseModel] | None, *, reads: bool = False
) -> Callable[[Callable[P, Any]], Callable[P, Response]]:
    """`gives` with `status`; `reads`: a JSON body of the type of the view's `json` argument."""
    answers = Answers(**cast(dict[str, Any], {f"HTTP_{status}": gives, **PROBLEMS}))

    def declare(view: Callable[P, Any]) -> Callable[P, Response]:
        validated: Callable[P, Response] = cast(Any, spec).validate(resp=answers)(view)
        return strict_json(validated) if reads else validated

    return declare


def once(status: int) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """A repeated request with its Idempotency-Key gets the first one's answer, and nothing happens twice."""

    def declare(view: Callable[P, BaseModel]) -> Callable[P, Response]:
        @wraps(view)
        def answered_once(*args: P.args, **kwargs: P.kwargs) -> Response:
            asked = idempotency.Request(client().api_key_id, _key(), request.method, request.path, request.get_data())

            def work() -> idempotency.Answer:
                return idempotency.Answer(status, view(*args, **kwargs).model_dump_json())

            return answer(idempotency.answer_once(asked, work))

        return answered_once

    return declare


def answer(given: idempotency.Answer) -> Response:
    response = make_response(given.body, given.status)
    response.mimetype = "application/json"
    return response


def client() -> Client:
    """Who asks, as the key proved it."""
    return g.client


def _key() -> str:
    match = _KEY.fullmatch(request.headers.get("Idempotency-Key", ""))
    if match is None:
        raise Malformed("Send an Idempotency-Key of 1 to 255 printable characters: a new one for each new request.")
    return match[1] or match[2]
