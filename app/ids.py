"""Identifiers outside: a prefix that says what it is, then the UUIDv7 in Crockford's base 32."""

import os
import time
from uuid import UUID

from app.errors import NotFound

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26  # 26 * 5 bits hold the 128 of a UUID
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_PAIRS = [first + second for first in ALPHABET for second in ALPHABET]  # two letters at a time: half the steps
_PLACES = range(120, -1, -10)


def outside(prefix: str, value: UUID) -> str:
    """`pl_01JD…`: sorts by time as the UUIDv7 does."""
    number = value.int
    return f"{prefix}_{''.join([_PAIRS[number >> place & 1023] for place in _PLACES])}"


def inside(prefix: str, text: str) -> UUID:
    """The UUID behind an outside identifier; raises NotFound for anything that cannot be one of `prefix`."""
    head, _, body = text.partition("_")
    if head != prefix or len(body) != LENGTH or body[0] > "7":
        raise NotFound(f"“{text[:40]}” is no identifier of this kind.")
    number = 0
    for letter in body:
        if letter not in _VALUES:
            raise NotFound(f"“{text[:40]}” is no identifier of this kind.")
        number = number << 5 | _VALUES[letter]
    return UUID(int=number)


def uuid7() -> UUID:
    """A new UUIDv7 (RFC 9562 §5.7): milliseconds since 1970, then chance."""
    milliseconds = time.time_ns() // 1_000_000
    chance = int.from_bytes(os.urandom(10), "big")
    return UUID(int=milliseconds << 80 | 0x7 << 76 | (chance & 0xFFF) << 64 | 0b10 << 62 | chance >> 18)
