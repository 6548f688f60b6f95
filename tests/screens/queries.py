"""Counts what a request asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident

from flask import Flask
from sqlalchemy import event

from app.extensions import db


@contextmanager
def counted(app: Flask) -> Iterator[list[str]]:
    """The statements that run inside, in their order; not those of the stream hub, which looks by itself."""
    statements: list[str] = []
    here = get_ident()

    def note(connection, cursor, statement, parameters, context, executemany):
        if get_ident() == here:
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
