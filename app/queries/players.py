"""Players as staff read them, without the persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select, text

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.player import Player
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, counted, search, turned, windowed
from app.queries.reach import Brands

NOT_THERE = "There is no such player, or the player belongs to a brand that is not yours."
FOUND = found_of(Player)
NAMES = select(FOUND, Brand.name).join(Brand, Brand.id == FOUND.brand_id)


@dataclass(frozen=True)
class SeenPlayer:
    """One player; `version` changes with every change."""

    row_id: int
    public_id: UUID
    brand_id: int
    brand: str
    country: str
    language: str
    status: str
    is_test: bool
    version: int
    registered_at: datetime
    recorded_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("pl", self.public_id)


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool = False) -> Page[SeenPlayer]:
    """One page of the players sought, newest first unless told otherwise: two queries at most, four in a search."""
    searched = search(_of(brands), Player.public_id, sought, window, newest_first=not oldest_first)
    rows = with_names(NAMES, windowed(searched.query, Player.public_id, window, newest_first=not oldest_first))
    found = [seen(row) for row in db.session.execute(rows)]
    found.sort(key=lambda each: each.public_id, reverse=oldest_first == (window.before is not None))
    return turned(found, [each.public_id for each in found], window, searched.counting, searched)


def total(sought: Sought, brands: Brands) -> str:
    """How many are sought, counted to the cap: “312”, “10,000+”."""
    searched = search(_of(brands), Player.public_id, sought, Window())
    return Page[SeenPlayer]((), total=counted(searched.counting), is_more=searched.is_more).total_text


def one(public_id: UUID, brands: Brands) -> SeenPlayer:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(with_names(NAMES, _of(brands).where(Player.public_id == public_id))).one_or_none()
    if row is None:
        raise NotFound(NOT_THERE)
    return seen(row)


def exported(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> AnySelect:
    """Every player that meets all `conditions`, newest first, to be streamed and read by `seen`."""
    return with_names(NAMES, _of(brands).where(*conditions)).order_by(text("public_id desc"))


def _of(brands: Brands) -> AnySelect:
    query = select(Player)
    return query if brands is None else query.where(Player.brand_id.in_(brands))


def seen(row: AnyRow) -> SeenPlayer:
    player, brand = row
    return SeenPlayer(
        row_id=player.id,
        public_id=player.public_id,
        brand_id=player.brand_id,
        brand=brand,
        country=player.country,
        language=player.language,
        status=player.status,
        is_test=player.is_test,
        version=player.version,
        registered_at=player.occurred_at,
        recorded_at=player.recorded_at,
    )
