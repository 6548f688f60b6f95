"""The first line of a file of history, read strictly: it says of which brands the rest is (docs/history-format.md)."""

import json
from typing import Any, NoReturn, cast

VERSION = 1
LONGEST_CODE = 255


class Faulty(ValueError):
    """Why a line is no header, as a sentence."""


def brands(line: bytes) -> list[str]:
    """The brands that the header names; raises Faulty."""
    header = _object(line)
    if header.get("type") != "history":
        raise Faulty("It is no header: its type is not “history”.")
    version = header.get("version")
    if type(version) is not int or version != VERSION:  # true and 1.0 equal 1 too
        raise Faulty(f"The version is not the number {VERSION}.")
    codes: Any = header.get("brands")
    if not isinstance(codes, list) or not codes or not all(map(_is_code, cast("list[Any]", codes))):
        raise Faulty(f"The brands are no list of codes, each of 1 to {LONGEST_CODE} printable characters.")
    return cast("list[str]", codes)


def _object(line: bytes) -> dict[str, Any]:
    try:
        header = _decoder.decode(line.decode())
    except (ValueError, RecursionError):
        raise Faulty("This is no JSON object in UTF-8, with each of its fields once.") from None
    if not isinstance(header, dict):
        raise Faulty("This is no JSON object.")
    return cast("dict[str, Any]", header)


def _is_code(code: object) -> bool:
    """No NUL and no half of a surrogate pair, which PostgreSQL could not keep, is printable."""
    return isinstance(code, str) and 0 < len(code) <= LONGEST_CODE and code.isprintable()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    header = dict(pairs)
    if len(header) != len(pairs):
        raise ValueError("a field stands twice")
    return header


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_decoder = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
