"""The database session and its one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase

from app.errors import NotFound, Unavailable


class Base(DeclarativeBase):
    """Every table; names of constraints follow one rule, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "fk": "%(table_name)s_%(column_0_name)s_fkey",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "ix": "%(table_name)s_%(column_0_N_name)s_index",
            "ck": "%(table_name)s_%(constraint_name)s_check",
        }
    )


db = SQLAlchemy(model_class=Base)
M = TypeVar("M", bound=Base)
PLANNED_ONCE = ContextVar("planned_once", default=False)


@contextmanager
def planned_once() -> Iterator[None]:
    """Whatever is asked inside stays prepared on its connection: for fixed questions that many pages ask.

    A list is planned anew each time, for what somebody looks for makes one way good or another.
    """
    token = PLANNED_ONCE.set(True)
    try:
        yield
    finally:
        PLANNED_ONCE.reset(token)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit once at the end, or undo everything. Services open it; nothing else commits.

    Within another one it joins it: a remembered answer commits with the work it answers for.
    """
    info = db.session().info
    if info.get("in_transaction"):
        yield
        return
    info["in_transaction"] = True
    try:
        yield
        _commit()
    except OperationalError as error:
        db.session.rollback()
        raise Unavailable("The database does not answer. Nothing was changed; please try again.") from error
    except BaseException:
        db.session.rollback()
        raise
    finally:
        info["in_transaction"] = False


def _commit() -> None:
    """A connection lost in this very moment leaves it open whether the commit came through."""
    try:
        db.session.flush()
        db.session.commit()
    except OperationalError as error:
        if not error.connection_invalidated:
            raise
        raise Unavailable("It is not known whether this was done. Please look before you try again.") from error


def locked(model: type[M], key: Any) -> M:
    """Fetch one row and hold it until the transaction ends."""
    row = db.session.get(model, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound(f"There is no such {model.__name__.lower()}.")
    return row
