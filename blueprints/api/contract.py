"""The contract of a view: what it reads, gives and may refuse, and that a repetition is answered once."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, ParamSpec

from flask import Response, g, make_response, request
from pydantic import BaseModel

from app.errors import Malformed
from app.security.api_keys import Client
from app.services import idempotency
from blueprints.api import bodies, paging, preconditions
from blueprints.api.openapi import declared
from blueprints.api.schemas.lists import Listed

P = ParamSpec("P")
# A Structured Field string (RFC 9651 §3.3.3) without its quotes; we take it bare too.
_KEY = re.compile(r'"([\x21\x23-\x5b\x5d-\x7e ]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255})')
ANYWHERE = (401, 403, 406, 429, 500, 503)
A_BODY = (400, 409, 413, 415, 422)
HOMES = {
    "pl": "players",
    "ls": "login-sessions",
    "gs": "game-sessions",
    "at": "deposit-attempts",
    "dp": "deposits",
    "wd": "withdrawals",
    "aj": "adjustments",
}


@dataclass(frozen=True)
class Shape:
    """What an operation is like; `refuses`: the statuses of the problems it may answer."""

    status: int
    gives: type[BaseModel] | None
    refuses: tuple[int, ...]
    reads: bool = False
    once: bool = False
    matches: bool = False


def shows(gives: type[BaseModel]) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """One thing, with its ETag where it has a version."""
    return _shaped(Shape(200, gives, (*ANYWHERE, 404)))


def lists(gives: type[Listed], *, of_one: bool = True) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """A page of things; `of_one`: those of one player, who may not be there."""
    return _shaped(Shape(200, gives, (*ANYWHERE, *((404,) if of_one else ()), 422)))


def creates(
    gives: type[BaseModel], *, of_one: bool = True
) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """A new thing from a JSON body: the type of the view's `json`. A repetition gets the first one's answer."""
    refuses = (*ANYWHERE, *A_BODY, *((404,) if of_one else ()))
    return _shaped(Shape(201, gives, refuses, reads=True, once=True))


def changes(gives: type[BaseModel]) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """A change of a thing that has a version, asked for by a JSON body and with If-Match."""
    refuses = (*ANYWHERE, *A_BODY, 404, 412, 428)
    return _shaped(Shape(200, gives, refuses, reads=True, once=True, matches=True))


def acts(gives: type[BaseModel]) -> Callable[[Callable[P, BaseModel]], Callable[P, Response]]:
    """What is done to a thing at once, whatever its version, asked for by a JSON body."""
    return _shaped(Shape(200, gives, (*ANYWHERE, *A_BODY, 404), reads=True, once=True))


def ends() -> Callable[[Callable[P, None]], Callable[P, Response]]:
    """The end of something; ending it twice is the same."""
    return _shaped(Shape(204, None, (*ANYWHERE, 404)))


def client() -> Client:
    """Who asks, as the key proved it."""
    return g.client


def _shaped(shape: Shape) -> Callable[[Callable[P, Any]], Callable[P, Response]]:
    def declare(view: Callable[P, Any]) -> Callable[P, Response]:
        validated = declared(_answering(view, shape), shape)

        @wraps(validated)
        def insisting(*args: P.args, **kwargs: P.kwargs) -> Response:
            bodies.insist_on_taking_json()
            if shape.reads:
                bodies.insist_on_json_object()
            return validated(*args, **kwargs)

        return insisting

    return declare


def _answering(view: Callable[P, Any], shape: Shape) -> Callable[P, Response]:
    @wraps(view)
    def answering(*args: P.args, **kwargs: P.kwargs) -> Response:
        def work() -> idempotency.Answer:
            given: BaseModel | None = view(*args, **kwargs)
            return idempotency.Answer(shape.status, given.model_dump_json() if given else "")

        if shape.matches:
            preconditions.insist_on_if_match()
        return _told(idempotency.answer_once(_request(), work) if shape.once else work())

    return answering


def _told(answer: idempotency.Answer) -> Response:
    response = make_response(answer.body, answer.status)
    if not answer.body:
        return response
    response.mimetype = "application/json"
    body: dict[str, Any] = json.loads(answer.body)
    if answer.status == HTTPStatus.CREATED:
        response.headers["Location"] = f"/api/v1/{HOMES[body['id'].partition('_')[0]]}/{body['id']}"
    if cursor := body.get("next_cursor"):
        response.headers["Link"] = paging.link(cursor)
    return preconditions.tagged(response, body["version"]) if "version" in body else response


def _request() -> idempotency.Request:
    match = _KEY.fullmatch(request.headers.get("Idempotency-Key", ""))
    if match is None:
        raise Malformed("Send an Idempotency-Key of 1 to 255 printable characters: a new one for each new request.")
    return idempotency.Request(
        client().api_key_id, match[1] or match[2], request.method, request.path, request.get_data()
    )
