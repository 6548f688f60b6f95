"""What a person gets: a page, a piece of it, or a refusal told as a page."""

from flask import Response, make_response, render_template

from app.errors import Refused


def refused(error: Refused) -> Response:
    """The refusal as a page of its own."""
    return make_response(render_template("layout/refused.html", error=error), error.status)
