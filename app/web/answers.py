"""What a person gets: a page, a piece of it, or a refusal in words to act on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Response, current_app, make_response, redirect, render_template, request

from app.errors import Refused
from app.web import flashes, pages
from app.web.hx import hx, instruct

NO_PIECES: Mapping[str, str] = MappingProxyType({})


def page(
    template: str, *, piece: str = "", pieces: Mapping[str, str] = NO_PIECES, status: int = 200, **context: Any
) -> Response:
    """The whole page, or only its `piece` when htmx asks for a part; with it comes what is still to be said.

    `pieces`: for a page of several parts, by the id of the element that asks to be changed.
    """
    wanted = pieces.get(hx().target_id, piece)
    if wanted and hx().partial:
        return make_response(render_template(wanted, **context) + flashes.waiting(), status)
    return make_response(render_template(template, **context), status)


def refused(error: Refused) -> Response:
    """The way to the door for whoever must sign in, an alert where htmx wants a part, else a page of its own."""
    if error.status == 401:
        return _to_the_door()
    if hx().partial:
        alert = make_response(_drawn_alone("components/_alert.html", error), error.status)
        in_dialog = hx().target_id == "dialog-body"
        return instruct(alert, target="#dialog-alerts" if in_dialog else "#alerts", swap="innerHTML")
    if error.status >= 500:
        return make_response(_drawn_alone("layout/broken.html", error), error.status)
    return make_response(render_template("layout/refused.html", error=error), error.status)


def _drawn_alone(template: str, error: Refused) -> str:
    """Without what templates are given everywhere: that asks for the session, and so for the database."""
    return current_app.jinja_env.get_template(template).render(error=error, theme=pages.theme())


def _to_the_door() -> Response:
    """A sign-in page inside a table would help nobody: the whole window goes there."""
    door = f"/sign-in?{urlencode({'next': _shown()})}" if request.method == "GET" else "/sign-in"
    if not hx():
        return make_response(redirect(door, 303))
    answer = make_response("", 401)
    answer.headers["HX-Redirect"] = door
    return answer


def _shown() -> str:
    """Path and query of the page in the window; of this request when the browser's word for it is none."""
    try:
        shown = urlsplit((hx().current_url if hx() else "") or request.full_path)
    except ValueError:
        shown = urlsplit(request.full_path)
    return shown.path + (f"?{shown.query}" if shown.query else "")
