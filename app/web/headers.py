"""What every answer says to a browser about trust and keeping: our pages, and whatever else is opened in one."""

from typing import Any

from flask import Flask

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",  # answers show people and money
}
OF_A_PAGE = ALWAYS | {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# Data loads nothing, runs nothing and leads nowhere, even where a browser shows it as if it were a page.
OF_DATA = ALWAYS | {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
SECURED = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains"}  # two years

Lines = list[tuple[str, str]]


def init_app(app: Flask) -> None:
    """Around all of the application, where an answer's headers are a plain list: that is a hundredth of a wallet call
    less than adding to the answer itself."""
    answer: Any = app.wsgi_app

    def protected(environ: Any, start_response: Any) -> Any:
        def begin(status: str, lines: Lines, *more: Any) -> Any:
            missing = _missing(lines, is_secure=environ["wsgi.url_scheme"] == "https")
            return start_response(status, lines + missing, *more)

        return answer(environ, begin)

    app.wsgi_app = protected


def _missing(lines: Lines, *, is_secure: bool) -> Lines:
    """What the answer does not say itself, otherwise."""
    said = {name.lower(): value for name, value in lines}
    wanted = OF_A_PAGE if said.get("content-type", "").startswith("text/html") else OF_DATA
    wanted = wanted | SECURED if is_secure else wanted
    return [line for line in wanted.items() if line[0].lower() not in said]
