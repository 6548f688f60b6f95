"""Players found by what we know of the person. What was matched is never given back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import SQLColumnExpression, func, select

from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.player import Player, PlayerPerson

Brands = Collection[int] | None
ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@dataclass(frozen=True)
class FoundPlayer:
    """A player without the person."""

    id: str
    brand: str
    country: str
    status: str
    recorded_at: datetime


def one(public_id: UUID, brands: Brands) -> FoundPlayer | None:
    """None when there is none, or none of these brands."""
    found = _found([Player.public_id == public_id], brands, 1)
    return found[0] if found else None


def by_email(text: str, brands: Brands, most: int) -> Sequence[FoundPlayer]:
    """Whose e-mail address is `text`, or begins with it; case does not matter."""
    email, wanted = func.lower(PlayerPerson.email), text.lower()
    return _found([email.like(wanted.translate(ESCAPED) + "%", escape="\\")], brands, most)


def _found(conditions: list[SQLColumnExpression[bool]], brands: Brands, most: int) -> list[FoundPlayer]:
    query = (
        select(Player, Brand.name)
        .outerjoin(PlayerPerson, PlayerPerson.player_id == Player.id)
        .join(Brand, Brand.id == Player.brand_id)
        .where(*conditions)
        .order_by(Player.id.desc())
        .limit(most)
    )
    rows = db.session.execute(query if brands is None else query.where(Player.brand_id.in_(brands)))
    return [
        FoundPlayer(outside("pl", each.public_id), brand, each.country, each.status, each.recorded_at)
        for each, brand in rows
    ]
