"""The brands that a form offers."""

from collections.abc import Collection

from sqlalchemy import select

from app.extensions import db
from app.models.brand import Brand


def codes(brands: Collection[int] | None) -> list[tuple[str, str]]:
    """Code and name of each brand there is, or of these."""
    query = select(Brand.code, Brand.name).order_by(Brand.name)
    found = db.session.execute(query if brands is None else query.where(Brand.id.in_(brands)))
    return [(code, name) for code, name in found]
