"""ETag, If-Match, If-None-Match (RFC 9110 §13): nobody overwrites what they have not seen, nobody is sent it twice."""

from flask import Response, request

from app.errors import Blind, Stale


def insist_on_if_match() -> None:
    """Raises Blind when a change does not say which version it is meant for."""
    if not request.headers.get("If-Match", "").strip():
        raise Blind("Send If-Match with the ETag you were given when you read this.")


def insist_on_version(version: int) -> None:
    """Raises Stale when the row is not the one the caller saw. Ask while holding it."""
    if not request.if_match.contains(str(version)):
        raise Stale("This has changed since you read it. Read it again, then decide.")


def tagged(response: Response, version: int) -> Response:
    """With its ETag; without its body when the caller has this version."""
    response.set_etag(str(version))
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(str(version)):
        response.set_data(b"")
        response.status_code = 304
        del response.headers["Content-Type"], response.headers["Content-Length"]
    return response
