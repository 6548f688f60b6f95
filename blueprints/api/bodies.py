"""Reading a JSON body strictly: one meaning for every byte, or a problem that says what to mend."""

import json
from typing import Any, NoReturn

from flask import request

from app.errors import Malformed, NotAcceptable, UnsupportedType


def insist_on_taking_json() -> None:
    """Raises NotAcceptable when the caller takes no JSON; whoever does not say takes everything."""
    if "Accept" in request.headers and not request.accept_mimetypes["application/json"]:
        raise NotAcceptable("This address answers in JSON. Send “Accept: application/json”, or no Accept at all.")


def insist_on_json_object() -> None:
    """Before the schema looks, which takes malformed bodies and forms for an empty object.

    Raises UnsupportedType, Malformed, or werkzeug's 413 when the body is larger than the application takes.
    """
    if request.mimetype != "application/json" or request.mimetype_params.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedType("Send the body as “Content-Type: application/json”, in UTF-8.")
    try:
        document = _decoder.decode(request.get_data(cache=True).decode())
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is not valid JSON.") from error
    if not isinstance(document, dict):
        raise Malformed("The body must be a JSON object.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice")
    return document


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
