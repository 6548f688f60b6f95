"""The cookie that a session hangs on, where pages are served over TLS: no other host, path or script comes near it."""

import re

import pytest

from app import create_app
from app.extensions import db
from tests.cast import PASSWORD, hire

TLS = "https://localhost"
NAME = "__Host-countroom"


@pytest.fixture(scope="module")
def served(settings):
    """The staff's face as an installation has it."""
    face = create_app("staff", settings.model_copy(update={"cookie_secure": True}))
    yield face
    with face.app_context():
        db.engine.dispose()


@pytest.fixture
def signed_in(app, served, database):
    """A browser after signing in, and the cookie that it was given."""
    hire(app, "grace", password=PASSWORD)
    client = served.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in", base_url=TLS).text)[1]
    fields = {"csrf_token": token, "email": "grace@example.test", "password": PASSWORD}
    answer = client.post("/sign-in", data=fields, base_url=TLS, headers={"Referer": f"{TLS}/sign-in"})
    assert answer.status_code == 303
    return client, answer.headers["Set-Cookie"]


def test_it_belongs_to_this_host_alone_and_travels_over_tls_alone(signed_in):
    client, cookie = signed_in
    pair, *attributes = [part.strip() for part in cookie.split(";")]
    assert pair.startswith(f"{NAME}=")
    assert set(attributes) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert client.get("/games/rounds", base_url=TLS).status_code == 200


def test_under_a_name_that_a_neighbour_may_plant_it_opens_nothing(served, signed_in):
    client, _ = signed_in
    planted = served.test_client()
    planted.set_cookie("countroom", client.get_cookie(NAME).value)
    assert planted.get("/games/rounds", base_url=TLS).location.startswith("/sign-in")


def test_plain_http_on_loopback_goes_without_the_prefix_that_browsers_refuse_there(app):
    assert (app.config["SESSION_COOKIE_NAME"], app.config["SESSION_COOKIE_SECURE"]) == ("countroom", False)
