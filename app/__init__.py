"""create_app(): the one place where the parts meet. It imports them itself, so that commands start at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings

# A page that takes longer is refused, so that it cannot starve the others. What it wants of a large table is a page of
# rows by a key: on today's disks nothing is won by reading the whole table in order instead. One core does: to call in
# a second takes longer than most answers, and players are on it.
IMPATIENT = "-c statement_timeout=5s -c lock_timeout=2s -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"
IN_UTC = "-c timezone=UTC"  # times are told as the database tells them, and it may stand in any zone


def create_app(face: str | None = None, settings: Settings | None = None) -> Flask:
    """The application with one face: `staff` (pages, API), `wallet` (game providers), `all`, or `command` (no views).

    Refuses to boot (RuntimeError) while a view does not say who may call it.
    """
    from flask import Flask
    from werkzeug.middleware.proxy_fix import ProxyFix

    from app.config import ROOT, Settings
    from app.web import segments

    settings = settings or Settings()
    face = face or settings.face
    app = Flask("countroom", root_path=str(ROOT), static_folder=None, template_folder=str(ROOT / "templates"))
    app.config.from_mapping(_configuration(settings, face))
    app.url_map.merge_slashes = False  # its redirect repeats the host that the caller named
    segments.init_map(app.url_map)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)
    _install(app, face)
    return app


def _configuration(settings: Settings, face: str) -> dict[str, Any]:
    from app.security import keys

    return {
        "SETTINGS": settings,
        "FACE": face,
        "TESTING": settings.env == "test",
        "SECRET_KEY": keys.cookie_key(settings),
        "ENCRYPTION_KEY": keys.encryption_key(settings),
        "SQLALCHEMY_DATABASE_URI": settings.database_url.get_secret_value(),
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "hide_parameters": True,  # a statement in a log shows nobody's data
            "pool_size": 10,
            "max_overflow": 20,
            "pool_timeout": 2,
            "pool_pre_ping": True,
            "pool_use_lifo": True,  # the one that has prepared most
            "connect_args": {"connect_timeout": 2, "options": IN_UTC if face == "command" else f"{IN_UTC} {IMPATIENT}"},
        },
        "MAX_CONTENT_LENGTH": 1024 * 1024,
        # Over TLS no neighbour of our host can plant it; browsers want TLS for the name, so plain HTTP goes without.
        "SESSION_COOKIE_NAME": "__Host-countroom" if settings.cookie_secure else "countroom",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.cookie_secure,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _install(app: Flask, face: str) -> None:
    """Registers each part; the order of these lines is the order in which a request meets them."""
    from app import logs
    from app.audit import middleware
    from app.extensions import db
    from app.security.decorators import insist_on_declarations
    from app.web import headers, refusals, request_counts
    from blueprints import register

    logs.configure()
    db.init_app(app)
    request_counts.init_app(app)
    middleware.init_app(app)
    headers.init_app(app)
    if face in ("all", "staff"):
        _install_pages(app)
    refusals.init_app(app)
    register(app, face)
    insist_on_declarations(app)


def _install_pages(app: Flask) -> None:
    from app import web
    from app.audit import middleware
    from app.database import prepared
    from app.extensions import db
    from app.security import identity

    with app.app_context():
        prepared.listen(db.engine)
    identity.init_app(app)
    app.before_request(middleware.note_attempt)
    web.init_app(app)
