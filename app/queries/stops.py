"""What is stopped and what was, as staff read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, select, true

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.availability import TARGETS, PlayStop
from app.models.brand import Brand
from app.models.game import Game, Integration, Provider
from app.queries import staff_names
from app.queries.keyset import AnyRow, AnySelect, Condition, Page, Sought, Window, search, turned, windowed
from app.queries.reach import Brands

STANDS = PlayStop.lifted_at.is_(None)
EVERYTHING = and_(PlayStop.game_id.is_(None), PlayStop.provider_id.is_(None), PlayStop.integration_id.is_(None))
OF_NO_GAME = PlayStop.game_id.is_(None)
NAMED = (Game.name, Game.public_id, Provider.name, Provider.code, Integration.code, Integration.public_id, Brand.name)


@dataclass(frozen=True)
class SeenStop:
    """One stop with the names of what it bars. `brand`, `country`, `currency`: empty where it bars all of them."""

    stop: PlayStop
    target: str  # game, provider, integration or everything
    name: str
    target_id: str  # how its record is called
    brand: str
    by: str
    lifted_by: str

    @cached_property
    def id(self) -> str:
        return self.stop.outside_id

    @property
    def stands(self) -> bool:
        return self.stop.lifted_at is None

    @property
    def where(self) -> str:
        """“Norrsken, players from SE, in EUR”; “everywhere”."""
        stop = self.stop
        parts = [
            self.brand,
            f"players from {stop.country}" * bool(stop.country),
            f"in {stop.currency}" * bool(stop.currency),
        ]
        return ", ".join(filter(None, parts)) or "everywhere"

    @property
    def audited_as(self) -> str:
        """What records of it have as their target."""
        return self.target_id or self.brand or "every brand"

    @property
    def state(self) -> tuple[str, str]:
        """In words, with a tone."""
        return ("Lifted", "") if not self.stands else (self.word, "warn" if self.word == "Maintenance" else "bad")

    @property
    def word(self) -> str:
        return "Maintenance" if self.stop.kind == "maintenance" else "Disabled"


def standing(*conditions: Condition) -> list[SeenStop]:
    """Those that stand, the newest first: two queries."""
    return _seen(_named().where(STANDS, *conditions).order_by(PlayStop.id.desc()))


def bearing_on(games: Sequence[Game]) -> ColumnElement[bool]:
    """Stops of these games, of their providers and their integrations, and of everything."""
    providers = {game.provider_id for game in games}
    return or_(
        EVERYTHING,
        PlayStop.game_id.in_([game.id for game in games]),
        PlayStop.provider_id.in_(providers),
        PlayStop.integration_id.in_(select(Integration.id).where(Integration.provider_id.in_(providers))),
    )


def seen_by(brands: Brands) -> Condition:
    """What bars every brand bars theirs too."""
    return true() if brands is None else or_(PlayStop.brand_id.is_(None), PlayStop.brand_id.in_(brands))


def of_target(stop: PlayStop) -> ColumnElement[bool]:
    """Stops of the same game, provider or integration, or of everything."""
    return and_(*(_is(getattr(PlayStop, name), getattr(stop, name)) for name in TARGETS))


def past(*conditions: Condition, most: int) -> list[SeenStop]:
    """Those that were lifted, the newest first: two queries."""
    return _seen(_named().where(~STANDS, *conditions).order_by(PlayStop.id.desc()).limit(most))


def listed(conditions: Sequence[Condition], window: Window, brands: Brands, *, oldest_first: bool) -> Page[SeenStop]:
    """One page of all there ever were, newest first unless told otherwise: three queries at most, five in a search."""
    searched = search(_within(brands), PlayStop.public_id, Sought(conditions), window, newest_first=not oldest_first)
    found = _seen(windowed(searched.query, PlayStop.public_id, window, newest_first=not oldest_first))
    return turned(found, [each.stop.public_id for each in found], window, searched.counting, searched)


def one(public_id: UUID, brands: Brands) -> SeenStop:
    """Raises NotFound when there is none, or one of a brand that is not theirs."""
    found = _seen(_within(brands).where(PlayStop.public_id == public_id))
    if not found:
        raise not_found()
    return found[0]


def not_found() -> NotFound:
    return NotFound("There is no such stop, or it is of a brand that is not yours.")


def _within(brands: Brands) -> AnySelect:
    return _named().where(seen_by(brands))


def _named() -> AnySelect:
    return (
        select(PlayStop, *NAMED)
        .outerjoin(Game, Game.id == PlayStop.game_id)
        .outerjoin(Provider, Provider.id == PlayStop.provider_id)
        .outerjoin(Integration, Integration.id == PlayStop.integration_id)
        .outerjoin(Brand, Brand.id == PlayStop.brand_id)
    )


def _seen(query: AnySelect) -> list[SeenStop]:
    rows = db.session.execute(query).all()
    names = staff_names.named(_staff(row[0] for row in rows))
    return [_one(row, names) for row in rows]


def _staff(stops: Iterable[PlayStop]) -> list[str]:
    acting = [pair for stop in stops for pair in _actors(stop)]
    return [actor_id for kind, actor_id in acting if kind == "staff" and actor_id]


def _actors(stop: PlayStop) -> tuple[tuple[str | None, str | None], ...]:
    return (stop.actor_kind, stop.actor_id), (stop.lifted_by_kind, stop.lifted_by_id)


def _one(row: AnyRow, names: dict[str, str]) -> SeenStop:
    stop, game, game_id, provider, provider_code, integration, integration_id, brand = row
    target, name, target_id = "everything", "Everything", ""
    if game_id:
        target, name, target_id = "game", game, outside("gm", game_id)
    elif integration_id:
        target, name, target_id = "integration", integration, outside("ig", integration_id)
    elif provider_code:
        target, name, target_id = "provider", provider, provider_code
    by, lifted_by = (names.get(actor_id or "") or ("the house" if kind else "") for kind, actor_id in _actors(stop))
    return SeenStop(stop, target, name, target_id, brand or "", by, lifted_by)


def _is(column: SQLColumnExpression[int | None], value: int | None) -> SQLColumnExpression[bool]:
    return column.is_(None) if value is None else column == value
