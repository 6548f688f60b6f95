"""Where a stop may reach: brands and currencies to choose from."""

from collections.abc import Collection

from sqlalchemy import select

from app.extensions import db
from app.models.brand import Brand
from app.models.ledger import Currency


def brands(among: Collection[int] | None) -> list[tuple[str, str]]:
    """Code and name of each brand there is, or of these."""
    query = select(Brand.code, Brand.name).order_by(Brand.name)
    found = db.session.execute(query if among is None else query.where(Brand.id.in_(among)))
    return [(code, name) for code, name in found]


def brand_id(code: str) -> int:
    """Of a brand that is known to exist."""
    return db.session.scalars(select(Brand.id).where(Brand.code == code)).one()


def currencies() -> list[str]:
    return list(db.session.scalars(select(Currency.code).order_by(Currency.code)))
