"""What the list of players can be narrowed by, as conditions."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, select, true

from app.models.brand import Brand
from app.models.player import Player
from app.models.protection import KINDS, PlayerRestriction
from app.queries.keyset import Condition, lowest
from app.queries.offered import Choices, brands

ANY = "any"
EARLY = timedelta(minutes=1)  # the clocks of two machines
LATE = timedelta(days=1)  # whoever is taken in was registered elsewhere at most so long before


def in_status(status: str) -> Condition:
    return Player.status == status


def of_brand(code: str) -> Condition:
    return Player.brand_id == select(Brand.id).where(Brand.code == code).scalar_subquery()


def of_country(code: str) -> Condition:
    return Player.country == code


def among(rows: Sequence[int]) -> Condition:
    """Those with these ids of the database."""
    return Player.id.in_(rows)


def restricted(kind: str) -> Condition:
    """Kept from things of this kind; “any” for whatever kind."""
    standing = select(PlayerRestriction.player_id).where(PlayerRestriction.lifted_at.is_(None))
    return Player.id.in_(standing if kind == ANY else standing.where(PlayerRestriction.kind == kind))


def registered(first: datetime | None, last: datetime | None) -> Condition:
    """From `first` on, up to and without `last`."""
    since = true() if first is None else Player.occurred_at >= first
    return and_(since, true() if last is None else Player.occurred_at < last)


def made(first: datetime | None, last: datetime | None) -> list[Condition]:
    """The same of the ids, which carry their time: no search goes beyond."""
    since: list[Condition] = [] if first is None else [Player.public_id >= lowest(first - EARLY)]
    return since if last is None else [*since, Player.public_id < lowest(last + LATE)]


def offers() -> dict[str, Choices]:
    """What there is to choose from, by field: one query."""
    return {"brand": brands(), "restricted": [(ANY, "Anything"), *KINDS.items()]}
