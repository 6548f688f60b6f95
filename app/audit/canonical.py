"""The bytes of a record: RFC 8785 (JCS) for what records hold: text, whole numbers, truth values, lists, objects."""

import json
from collections.abc import Sequence
from typing import Any, cast

SCHEMA_VERSION = 1
LARGEST = 2**53 - 1  # RFC 8785 §3.2.2.3: numbers beyond this have no exact form; such a number is written as text


def canonical(body: dict[str, Any]) -> str:
    """One text for one record; raises ValueError for what has no canonical form (fractions, lone surrogates)."""
    text = json.dumps(_checked(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("a lone surrogate has no canonical form") from error
    return text


def _checked(value: Any) -> Any:
    if isinstance(value, dict):
        return {_key(key): _checked(inner) for key, inner in cast(dict[Any, Any], value).items()}
    if isinstance(value, list | tuple):
        return [_checked(inner) for inner in cast(Sequence[Any], value)]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int):
        return value if abs(value) <= LARGEST else str(value)
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _key(key: Any) -> str:
    # JCS sorts by UTF-16 units; for ASCII that is the order json.dumps sorts by.
    if not isinstance(key, str) or not key.isascii():
        raise ValueError(f"the field name {key!r} is not plain ASCII")
    return key
