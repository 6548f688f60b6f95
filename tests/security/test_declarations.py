"""Deny by default: a view that says nothing stops the app from booting."""

import pytest
from flask import Flask

from app.security.decorators import insist_on_declarations, public


def test_an_undeclared_view_stops_the_boot_and_is_named():
    app = Flask("forgetful", static_folder=None)
    app.add_url_rule("/open", "open", public("a test")(lambda: "open"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "who may see this?")
    with pytest.raises(RuntimeError, match="forgotten"):
        insist_on_declarations(app)


def test_a_boot_with_an_undeclared_area_fails(monkeypatch, app):
    from flask import Blueprint

    import blueprints
    from app import create_app

    careless = Blueprint("careless", __name__)
    careless.add_url_rule("/careless", "show", lambda: "hello")

    class Area:
        blueprint, FACES = careless, {"staff"}

    monkeypatch.setattr(blueprints, "areas", lambda: [Area])
    with pytest.raises(RuntimeError, match=r"careless\.show"):
        create_app("staff", app.config["SETTINGS"])
