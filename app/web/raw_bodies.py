"""Reads a body as it came, and no more of it than anybody can mean."""

from flask import request

MOST_KEPT = 64 * 1024 + 1  # one byte more than any dialect takes: enough to see that it is too much
MOST_READ = 8 * 1024 * 1024  # a caller is let finish its sentence before it is told, or it would never hear
PIECE = 64 * 1024
ANY = 2**62  # how long a body claims to be is no reason to stay silent


def raw_body() -> bytes:
    """The body, cut off where it is surely too long."""
    request.max_content_length = ANY
    body = request.stream.read(MOST_KEPT)
    if len(body) == MOST_KEPT:
        _read_the_rest()
    return body


def _read_the_rest() -> None:
    left = MOST_READ
    while left > 0 and (piece := request.stream.read(PIECE)):
        left -= len(piece)
