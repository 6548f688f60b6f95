"""The schema: brought to the code's version, and compared with it. Always as the owner."""

from importlib import import_module

import flask_migrate
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection
from sqlalchemy.pool import NullPool

from app.config import ROOT
from app.extensions import db

FOLDER = ROOT / "migrations"


def upgrade(owner_url: str) -> None:
    """Run every migration that is missing; all of them happen, or none."""
    with _as_owner(owner_url).app_context():
        flask_migrate.upgrade()


def check(owner_url: str) -> None:
    """Compare the tables with the models; ends the process with status 1 when they differ."""
    import_module("app.models")  # fills the metadata that is compared
    with _as_owner(owner_url).app_context():
        flask_migrate.check()


def version(connection: Connection) -> str | None:
    """Return the version of the schema; None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """Return the version that this code was written for."""
    return ScriptDirectory(str(FOLDER)).get_current_head()


def _as_owner(owner_url: str) -> Flask:
    """Return an application that has nothing but the owner's connection, without the timeouts of those who serve."""
    application = Flask("migrations")
    application.config["SQLALCHEMY_DATABASE_URI"] = owner_url
    application.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"poolclass": NullPool}
    db.init_app(application)
    flask_migrate.Migrate(application, db, directory=str(FOLDER))
    return application
