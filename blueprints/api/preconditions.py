"""ETag, If-Match, If-None-Match (RFC 9110 §13): nobody overwrites what they have not seen, nobody is sent it twice."""

import re

from flask import Response, request

from app.errors import Blind, Malformed, Stale

_VERSION = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def insist_on_if_match() -> None:
    """Raises Blind when a change does not say which version it is meant for."""
    if not request.headers.get("If-Match", "").strip():
        raise Blind("Send If-Match with the ETag you were given when you read this.")


def version_seen() -> int | None:
    """The version that If-Match names, for the service to compare while it holds the row; None: whichever it is.

    Raises Stale for an ETag we never gave, Malformed for several: a caller has seen one version, the last.
    """
    if request.if_match.star_tag:
        return None
    seen = request.if_match.as_set()
    if len(seen) > 1:
        raise Malformed("Send If-Match with one ETag: the last you were given.")
    version = next(iter(seen), None) or ""  # werkzeug reads an empty tag as None
    if not _VERSION.fullmatch(version):
        raise Stale("This is no ETag of ours. Read it again, then decide.")
    return int(version)


def tagged(response: Response, version: int) -> Response:
    """With its ETag; without its body when the caller has this version."""
    response.set_etag(str(version))
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(str(version)):
        response.set_data(b"")
        response.status_code = 304
        del response.headers["Content-Type"], response.headers["Content-Length"]
    return response
