"""Reading JSON nobody can be trusted with: one meaning for every byte, or none at all."""

from json import JSONDecoder
from typing import Any, NoReturn, cast

from app.providers.results import Outcome, Rejected

MAXIMUM_TEXT = 255


def json_object(body: bytes) -> dict[str, Any]:
    """The object in `body`; raises Rejected for anything else, doubled keys and unstorable text included."""
    try:
        document = _decoder.decode(body.decode())
    except (ValueError, RecursionError) as error:
        raise _malformed("the body is not valid JSON") from error
    if not isinstance(document, dict):
        raise _malformed("the body must be a JSON object")
    if b"\\u" in body:  # the only way for a NUL or half a surrogate pair to get past the decoder
        _refuse_unstorable(document)
    return cast(dict[str, Any], document)


def text(source: dict[str, Any], field: str) -> str:
    """A required text of 1 to 255 characters."""
    value = source.get(field)
    if not isinstance(value, str) or not 0 < len(value) <= MAXIMUM_TEXT:
        raise _malformed(f"{field}: must be a text of 1 to {MAXIMUM_TEXT} characters")
    return value


def optional_text(source: dict[str, Any], field: str) -> str | None:
    """A text that may be left out; empty counts as left out."""
    return text(source, field) if source.get(field, "") != "" else None


def flag(source: dict[str, Any], field: str, default: bool | None = None) -> bool:
    """True or false, nothing that merely resembles them; required when there is no default."""
    value = source.get(field, default)
    if not isinstance(value, bool):
        raise _malformed(f"{field}: must be true or false")
    return value


def objects(source: dict[str, Any], field: str, most: int) -> list[dict[str, Any]]:
    """A list of 1 to `most` objects."""
    value = source.get(field)
    if not isinstance(value, list):
        raise _malformed(f"{field}: must be a list")
    items = cast(list[Any], value)
    if not 0 < len(items) <= most or not all(isinstance(item, dict) for item in items):
        raise _malformed(f"{field}: must hold 1 to {most} objects")
    return items


def _refuse_unstorable(document: Any) -> None:
    waiting: list[Any] = [document]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            if "\0" in item or not _is_unicode(item):
                raise _malformed("a text holds a NUL or half a surrogate pair")
        elif isinstance(item, dict):
            waiting += cast(dict[str, Any], item).keys()
            waiting += cast(dict[str, Any], item).values()
        elif isinstance(item, list):
            waiting += cast(list[Any], item)


def _is_unicode(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _malformed(message: str) -> Rejected:
    return Rejected(Outcome.MALFORMED, message)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ValueError("a key stands twice")
    return document


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
