"""Forms must come from a page of ours; machines prove themselves by what no browser sends of its own accord."""

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFProtect

from app.security.decorators import declaration_of

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    csrf.init_app(app)
    app.before_request(insist_on_a_token)


def insist_on_a_token() -> None:
    """Raises CSRFError for a change asked for without the token of a page of this session."""
    view = current_app.view_functions.get(request.endpoint or "")
    declaration = declaration_of(view) if view else None
    if declaration is not None and declaration.scheme is None:
        csrf.protect()
