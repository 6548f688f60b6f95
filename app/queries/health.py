"""What a process can see of its own health."""

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db


def reason_not_to_serve() -> str:
    """Why requests cannot be served just now; empty when they can."""
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        db.session.rollback()
        return "the database does not answer"
    return ""
