"""How providers' calls fare, kept up with the raw log."""

from sqlalchemy import text

from app.extensions import db, transaction

FOLD = text("select fold_provider_calls()")


def fold() -> int:
    """Count the calls of the latest minutes into their cells; returns how many calls those hold."""
    with transaction():
        return db.session.scalar(FOLD) or 0
