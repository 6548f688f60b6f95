"""Bytes as people read them: JSON set out line by line without changing a character of it, all else as it came."""

import json
import re
from dataclasses import dataclass

INDENT = "  "
DEEPEST = 24  # set out line by line, deeper nesting grows faster than anybody reads
BRACKETS = re.compile(r"[{}\[\]]")
EMPTY = re.compile(r"([{\[])\n *\n *([}\]])")


@dataclass(frozen=True)
class Readable:
    """`raw` holds every byte, unprintable ones escaped; `pretty` is None when the bytes are no JSON, or absurd."""

    raw: str
    pretty: str | None


def readable(content: bytes) -> Readable:
    raw = content.decode("utf-8", "backslashreplace")
    shown = "".join(letter if letter.isprintable() or letter in "\n\t" else _escaped(letter) for letter in raw)
    return Readable(shown, _set_out(shown) if _is_json(content) and _depth(shown) <= DEEPEST else None)


def _depth(text: str) -> int:
    """At most so deep: brackets within a text count too."""
    deepest = depth = 0
    for bracket in BRACKETS.findall(text):
        depth += 1 if bracket in "{[" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content, parse_int=str, parse_float=str)  # a number of a million digits is not ours to compute
    except (ValueError, RecursionError):
        return False
    return True


def _set_out(text: str) -> str:
    """Every token as it stands, in its order; only blanks between tokens change."""
    out: list[str] = []
    depth, in_text, is_escaped = 0, False, False
    for letter in text:
        if in_text:
            out.append(letter)
            in_text, is_escaped = is_escaped or letter != '"', not is_escaped and letter == "\\"
        elif not letter.isspace():
            depth += letter in "{["
            depth -= letter in "}]"
            out.append(_placed(letter, depth))
            in_text = letter == '"'
    return EMPTY.sub(r"\1\2", "".join(out))


def _placed(letter: str, depth: int) -> str:
    line = "\n" + INDENT * depth
    if letter in "{[,":
        return letter + line
    if letter in "}]":
        return line + letter
    return ": " if letter == ":" else letter


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")
