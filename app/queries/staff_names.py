"""The names behind the outside ids of staff, and the ids behind their e-mail addresses."""

from collections.abc import Iterable

from sqlalchemy import func, select

from app.extensions import db
from app.ids import inside, outside
from app.models.staff import Staff


def named(ids: Iterable[str]) -> dict[str, str]:
    """By id; one query, none for nobody."""
    wanted = [inside("st", each) for each in set(ids)]
    if not wanted:
        return {}
    found = db.session.execute(select(Staff.public_id, Staff.name).where(Staff.public_id.in_(wanted)))
    return {outside("st", public_id): name for public_id, name in found}


def with_email(email: str) -> str:
    """The outside id of whoever signs in with it, or nothing."""
    found = db.session.scalar(select(Staff.public_id).where(func.lower(Staff.email) == email.lower()))
    return outside("st", found) if found else ""
