"""The contract as a document: OpenAPI 3.1 from the views themselves, and what spectree cannot say added to it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from flask import current_app
from pydantic import ValidationError
from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.models import SecureType, SecuritySchemeData

from app.errors import Invalid
from blueprints.api import http_fields as http
from blueprints.api.schemas.problems import Problem

if TYPE_CHECKING:
    from blueprints.api.contract import Shape

Node = dict[str, Any]


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


_spec = SpecTree(
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
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _, child: child,
)
_spec.model_adapter.json_schema = cache(_spec.model_adapter.json_schema)  # a problem is an answer of every route
_shapes: dict[str, Shape] = {}


def declared(view: Callable[..., Any], shape: Shape) -> Callable[..., Any]:
    """The view behind its schemas, and its place in the document, under the name of its module."""
    _shapes[view.__name__] = shape
    problems = {f"HTTP_{status}": Problem for status in shape.refuses}
    answers = Answers(**cast(dict[str, Any], {f"HTTP_{shape.status}": shape.gives, **problems}))
    resource = view.__module__.rpartition(".")[2]
    return cast(Any, _spec).validate(resp=answers, tags=(resource,), operation_id=view.__name__)(view)


def document() -> Node:
    """The contract of this application, made once."""
    made: Node | None = current_app.extensions.get("openapi")
    if made is None:
        made = current_app.extensions["openapi"] = _completed(deepcopy(_spec.spec))
    return made


def _completed(contract: Node) -> Node:
    contract["info"]["description"] = http.ABOUT
    contract["components"]["headers"] = http.HEADERS
    contract["components"]["parameters"] = http.PARAMETERS
    for operations in contract["paths"].values():
        for operation in operations.values():
            _complete(operation, _shapes[operation["operationId"]])
    return contract


def _complete(operation: Node, shape: Shape) -> None:
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            parameter |= http.path_parameter(parameter["name"])
    wanted = {"IdempotencyKey": shape.once, "IfMatch": shape.matches, "IfNoneMatch": http.is_conditional(shape)}
    operation["parameters"] += [http.parameter(name) for name, is_wanted in wanted.items() if is_wanted]
    if wanted["IfNoneMatch"]:
        operation["responses"]["304"] = {"description": "You have this version already"}
    allowed = {shape.status, 304, *shape.refuses}
    responses = {code: answer for code, answer in sorted(operation["responses"].items()) if int(code) in allowed}
    for code, answer in responses.items():
        answer["headers"] = http.headers_of(int(code), shape)
        if int(code) >= 400:
            answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
    operation["responses"] = responses
