"""Pages travel gzipped; their length is blurred, so that it tells nothing about a secret they hold (BREACH)."""

import gzip
import io
import secrets

from flask import Flask, Response, request

SMALLEST = 1024
BLUR = 64
KINDS = frozenset({"text/html", "application/json", "application/problem+json"})


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Gzip what is text, whole and worth it; streams and files pass as they are."""
    if response.mimetype not in KINDS or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings and "Content-Encoding" not in response.headers:
        body = response.get_data()
        if len(body) >= SMALLEST:
            response.set_data(_gzipped(body))
            response.headers["Content-Encoding"] = "gzip"
    return response


def _gzipped(body: bytes) -> bytes:
    blur = "x" * secrets.randbelow(BLUR)  # the file name field of the gzip header: ignored by every reader
    out = io.BytesIO()
    with gzip.GzipFile(filename=blur, mode="wb", fileobj=out, compresslevel=6, mtime=0) as file:
        file.write(body)
    return out.getvalue()
