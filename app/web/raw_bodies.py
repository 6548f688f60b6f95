"""Reads a body as it came, and no more of it than anybody can mean."""

from typing import IO

from flask import request
from werkzeug.exceptions import ClientDisconnected

MOST_KEPT = 64 * 1024 + 1  # one byte more than any dialect takes: enough to see that it is too much
MOST_READ = 8 * 1024 * 1024  # a caller is let finish its sentence before it is told, or it would never hear
PIECE = 64 * 1024
ANY = 2**62  # how long a body claims to be is no reason to stay silent


def raw_body() -> bytes:
    """The body, cut off where it is surely too long; raises ClientDisconnected.

    From the server's own stream where that ends with the body, as gunicorn's does: a limited one around it is dear.
    """
    stream = request.environ["wsgi.input"] if request.environ.get("wsgi.input_terminated") else _limited()
    try:
        body = stream.read(MOST_KEPT)
        left = MOST_READ if len(body) == MOST_KEPT else 0
        while left > 0 and (piece := stream.read(PIECE)):
            left -= len(piece)
    except (OSError, ValueError) as error:
        raise ClientDisconnected from error
    return body


def _limited() -> IO[bytes]:
    request.max_content_length = ANY
    return request.stream
