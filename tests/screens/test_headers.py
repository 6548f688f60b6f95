"""What a browser is told about every page."""

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
