"""What a browser is told about every page."""

import pytest

from app import create_app
from app.extensions import db
from tests.cast import hire, sign_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def test_a_page_allows_nothing_that_is_not_ours_and_is_kept_nowhere(app, database):
    for answer in (app.test_client().get("/sign-in"), sign_in(app, hire(app, "grace")).get("/games/rounds")):
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"HX-Request", "HX-Request-Type"} <= set(answer.vary)
        assert "Strict-Transport-Security" not in answer.headers


def test_over_tls_the_browser_is_told_to_stay_there(app, database):
    answer = app.test_client().get("/sign-in", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_a_refusal_carries_them_too(app, database):
    assert app.test_client().get("/nowhere").headers["Content-Security-Policy"] == POLICY


DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@pytest.fixture(scope="module")
def wallet(settings):
    """The face that game providers and payment providers call."""
    face = create_app("wallet", settings)
    yield face
    with face.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("POST", "/wallet/nobody/balance", 404),
        ("POST", "/hooks/nobody", 404),
        ("GET", "/wallet/nobody/balance", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/live", 200),
        ("GET", "/ready", 200),
    ],
)
def test_the_face_of_providers_says_that_its_answers_are_no_pages(wallet, database, method, address, status):
    insist_on_data(wallet.test_client().open(address, method=method), status)


@pytest.mark.parametrize(
    ("address", "status"), [("/api/v1/players", 401), ("/api/v1/openapi.json", 200), ("/api/v1/nowhere", 404)]
)
def test_so_do_the_answers_of_the_api(app, database, address, status):
    insist_on_data(app.test_client().get(address), status)


def insist_on_data(answer, status):
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == DATA
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_providers_too_are_told_to_stay_with_tls(wallet, database):
    answer = wallet.test_client().get("/live", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
