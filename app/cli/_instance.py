"""Where this installation keeps its data, and the database that a command works on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import Invalid

if TYPE_CHECKING:
    from app.database.embedded import Server

ROOT = Path(__file__).resolve().parent.parent.parent


def folder() -> Path:
    """The instance: `instance/` beside the code, or COUNTROOM_INSTANCE."""
    return Path(os.environ.get("COUNTROOM_INSTANCE") or ROOT / "instance").resolve()


@contextmanager
def database() -> "Iterator[Server | None]":
    """Make DATABASE_URL and DATABASE_OWNER_URL valid for the block: the operator's, else the embedded server's."""
    if "DATABASE_URL" in os.environ:
        yield None
        return
    from app.database import embedded, roles

    with embedded.running(folder() / "database") as server:
        os.environ["DATABASE_URL"] = server.url()
        os.environ["DATABASE_OWNER_URL"] = server.url(roles.OWNER)
        os.environ["DATABASE_READER_URL"] = server.url("countroom_reader")
        yield server


def url(role: str) -> str:
    """Return the address for `app`, `owner` or `reader`; raises Invalid when the operator has not given it."""
    name = "DATABASE_URL" if role == "app" else f"DATABASE_{role.upper()}_URL"
    if name not in os.environ:
        raise Invalid(f"This needs the database as its {role}: set {name}.")
    return os.environ[name]


@contextmanager
def application() -> Iterator[None]:
    """Push an application without views, on the database."""
    with database():
        from app import create_app

        with create_app("command").app_context():
            yield
