"""A sentence for whoever just did something: it survives the redirect in the signed session and is shown once."""

from typing import cast

from flask import Response, flash, make_response, redirect, render_template, session

from app.web.hx import hx

KEPT = "_flashes"  # where Flask keeps them


def say(message: str, tone: str = "ok", *, undo: str = "") -> None:
    """Show `message` on the next page. `undo`: where a POST takes it back. No personal data: it lies in a cookie."""
    flash(cast(str, (message, undo)), tone)


def done(address: str, message: str, tone: str = "ok", *, undo: str = "") -> Response:
    """The answer to a change that worked: on to `address`, which says so. htmx goes there as well."""
    say(message, tone, undo=undo)
    if not hx().partial:
        return make_response(redirect(address, 303))
    answer = make_response("", 200)
    answer.headers["HX-Redirect"] = address
    return answer


def waiting() -> str:
    """What is still to be said, as a part that htmx puts in its place; empty when there is nothing."""
    return render_template("components/_flashes.html") if KEPT in session else ""
