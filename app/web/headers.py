"""What every answer says to a browser about trust and keeping: our pages, and whatever else is opened in one."""

from flask import Flask, Response, request

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


def init_app(app: Flask) -> None:
    app.after_request(add_headers)


def add_headers(response: Response) -> Response:
    """What the answer does not say otherwise itself, in one pass: to ask for each was a twentieth of a wallet call."""
    is_page = response.mimetype == "text/html"
    said = {name.lower() for name, _ in response.headers}
    wanted = OF_A_PAGE if is_page else OF_DATA
    wanted = wanted | SECURED if request.is_secure else wanted
    response.headers.extend([(name, value) for name, value in wanted.items() if name.lower() not in said])
    if is_page:
        response.vary.update(["HX-Request", "HX-Request-Type"])
    return response
