"""The games that are offered, as staff read them: by name, with what stops each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, func, or_, select, tuple_

from app.errors import NotFound
from app.extensions import db
from app.models.availability import PlayStop
from app.models.game import Game, GameCertificate, Integration, Provider
from app.models.ledger import Currency as LedgerCurrency
from app.money import Currency, Money
from app.queries import stops
from app.queries.keyset import AnyRow, Condition, Page, Window, turned
from app.queries.reach import Brands
from app.queries.stops import STANDS, SeenStop

NAME = func.lower(Game.name)
KINDS = {"slot": "Slot", "table": "Table game"}
VOLATILITIES = {"low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high"}
OWN_STOP = exists().where(PlayStop.game_id == Game.id, STANDS)
STATES: dict[str, Condition] = {"disabled": OWN_STOP, "enabled": ~OWN_STOP}


@dataclass(frozen=True)
class SeenGame:
    """One game with its provider, and the stops that bear on it, the widest too."""

    game: Game
    provider: Provider
    stops: Sequence[SeenStop]

    @property
    def id(self) -> str:
        return self.game.outside_id

    @property
    def kind(self) -> str:
        return KINDS.get(self.game.kind, self.game.kind)

    @property
    def volatility(self) -> str:
        return VOLATILITIES.get(self.game.volatility or "", "")

    @property
    def rtp(self) -> str:
        """“96.26 %”."""
        return f"{self.game.theoretical_rtp_ppm / 10_000:.2f} %"

    @property
    def where(self) -> str:
        """What each stop bars, in one line."""
        return "; ".join(dict.fromkeys(stop.where for stop in self.stops))

    @property
    def is_off(self) -> bool:
        """Whether nobody can play it."""
        return any(stop.where == "everywhere" for stop in self.stops if stop.target != "integration")

    @property
    def state(self) -> tuple[str, str]:
        """In words, with a tone."""
        if self.is_off:
            return ("Disabled", "bad")
        return ("Disabled in part", "warn") if self.stops else ("Enabled", "ok")


def listed(conditions: Sequence[Condition], window: Window, brands: Brands, *, falls: bool) -> Page[SeenGame]:
    """One page of games by their names: three queries at most, one more when any is stopped by staff."""
    query = select(Game, Provider).join(Provider, Provider.id == Game.provider_id).where(*conditions)
    backwards = window.before is not None
    start, goes_down = window.before or window.after, falls != backwards
    place = tuple_(NAME, Game.public_id)
    if start is not None:
        mark = select(NAME, Game.public_id).where(Game.public_id == start).subquery()
        there = tuple_(mark.c[0], mark.c[1])
        query = query.join(mark, place < there if goes_down else place > there)
    order = (NAME.desc(), Game.public_id.desc()) if goes_down else (NAME, Game.public_id)
    rows = db.session.execute(query.order_by(*order).limit(window.size + 1)).all()
    every = select(Game).join(Provider, Provider.id == Game.provider_id).where(*conditions)
    found = turned(rows, [row[0].public_id for row in rows], window, every)
    return Page(_with_stops(found.rows, brands), found.previous, found.next, found.total)


def one(public_id: UUID, brands: Brands) -> SeenGame:
    """Raises NotFound when there is none. A game is every brand's; stops of other brands are not told."""
    query = select(Game, Provider).join(Provider, Provider.id == Game.provider_id)
    row = db.session.execute(query.where(Game.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such game.")
    return _with_stops([row], brands)[0]


def highest_stakes(game: Game) -> list[Money]:
    """By currency: one query, none where there is no limit."""
    if not game.maximum_stake:
        return []
    found = db.session.execute(select(LedgerCurrency.code, LedgerCurrency.exponent).order_by(LedgerCurrency.code))
    return [
        Money(game.maximum_stake[code], Currency(code, exponent))
        for code, exponent in found
        if code in game.maximum_stake
    ]


def certificates(game: Game) -> Sequence[GameCertificate]:
    """Those that stand first, the newest of each first."""
    order = (GameCertificate.withdrawn_at.is_not(None), GameCertificate.id.desc())
    return db.session.scalars(select(GameCertificate).where(GameCertificate.game_id == game.id).order_by(*order)).all()


def named(text: str) -> Condition:
    """Part of its name, or its code."""
    return or_(Game.name.icontains(text, autoescape=True), Game.code == text)


def of_provider(code: str) -> Condition:
    return Game.provider_id == select(Provider.id).where(Provider.code == code).scalar_subquery()


def of_kind(kind: str) -> Condition:
    return Game.kind == kind


def of_volatility(volatility: str) -> Condition:
    return Game.volatility == volatility


def _with_stops(rows: Sequence[AnyRow], brands: Brands) -> list[SeenGame]:
    if not rows:
        return []
    standing = stops.standing(stops.bearing_on([row[0] for row in rows]), stops.seen_by(brands))
    reach = _reach([stop.stop.integration_id for stop in standing if stop.stop.integration_id])
    return [
        SeenGame(game, provider, [stop for stop in standing if _bears(stop, game, reach)]) for game, provider in rows
    ]


def _bears(stop: SeenStop, game: Game, reach: dict[int, int]) -> bool:
    row = stop.stop
    if row.game_id or row.provider_id:
        return row.game_id == game.id or row.provider_id == game.provider_id
    return row.integration_id is None or reach[row.integration_id] == game.provider_id


def _reach(ids: Sequence[int]) -> dict[int, int]:
    """The provider of each integration: one query, none for none."""
    if not ids:
        return {}
    found = db.session.execute(select(Integration.id, Integration.provider_id).where(Integration.id.in_(ids)))
    return {row.id: row.provider_id for row in found}
