"""Rounds as staff read them: lists, single ones, and what changed since they looked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import SQLColumnExpression, select, text

from app.errors import NotFound
from app.extensions import db, planned_once
from app.ids import outside
from app.models.brand import Brand
from app.models.game import Game, GameSession, Integration, Provider
from app.models.ledger import Currency as LedgerCurrency
from app.models.ledger import Round
from app.models.player import Player
from app.money import Currency, Money
from app.queries.calls import NOTHING_STANDS_OUT, Marks, marks_of
from app.queries.found import found_of, with_names
from app.queries.keyset import AnyRow, AnySelect, Page, Sought, Window, search, turned, windowed
from app.queries.reach import Brands

MOST_WAITING = 99
FOUND = found_of(Round)
NAMES = (
    select(FOUND, Player.public_id, Game.name, Game.code, Provider.name, Integration.code, Brand.name)
    .add_columns(LedgerCurrency.exponent, Game.public_id, Integration.public_id)
    .join(Player, Player.id == FOUND.player_id)
    .join(Integration, Integration.id == FOUND.integration_id)
    .join(Provider, Provider.id == Integration.provider_id)
    .join(Brand, Brand.id == FOUND.brand_id)
    .join(LedgerCurrency, LedgerCurrency.code == FOUND.currency)
    .outerjoin(Game, Game.id == FOUND.game_id)
)


class RoundKey(NamedTuple):
    """What the ledger knows a round by."""

    player_id: int
    currency: str
    integration_id: int
    round_ref: str


@dataclass(frozen=True)
class SeenRound:
    """One round, with the names of all it touches, and the ids of its game and integration. Amounts are net of
    rollbacks, cash and bonus together."""

    key: RoundKey
    round_id: UUID
    player: str
    game_id: int
    game: str
    game_code: str
    provider: str
    integration: str
    brand_id: int
    brand: str
    currency: Currency
    stake_cash: Money
    stake_bonus: Money
    win_cash: Money
    win_bonus: Money
    bets: int
    wins: int
    rollbacks: int
    late: int
    opened_at: datetime
    last_at: datetime
    settled_at: datetime | None
    marks: Marks = NOTHING_STANDS_OUT
    its_game: str = ""
    its_integration: str = ""

    @cached_property
    def id(self) -> str:
        return outside("rd", self.round_id)

    @cached_property
    def stake(self) -> Money:
        return self.stake_cash + self.stake_bonus

    @cached_property
    def win(self) -> Money:
        return self.win_cash + self.win_bonus

    @property
    def net(self) -> Money:
        """What the player gained, below zero what the player lost."""
        return self.win - self.stake

    @property
    def is_open(self) -> bool:
        return self.settled_at is None

    @property
    def is_rolled_back(self) -> bool:
        """Whether nothing is left of it."""
        return self.rollbacks > 0 and self.stake.minor == 0 and self.win.minor == 0

    @property
    def lasted(self) -> timedelta:
        return (self.settled_at or self.last_at) - self.opened_at


def listed(sought: Sought, window: Window, brands: Brands, *, oldest_first: bool) -> Page[SeenRound]:
    """One page of the rounds sought, newest first unless told otherwise: three queries at most, five in a search."""
    searched = search(_of(brands), Round.round_id, sought, window, newest_first=not oldest_first)
    found = windowed(searched.query, Round.round_id, window, newest_first=not oldest_first)
    rounds = _marked(db.session.execute(with_names(NAMES, found)))
    rounds.sort(key=lambda each: each.round_id, reverse=oldest_first == (window.before is not None))
    return turned(rounds, [each.round_id for each in rounds], window, searched.counting, searched)


def shown(ids: Sequence[UUID], brands: Brands, *, changed_since: datetime) -> list[SeenRound]:
    """Those among `ids` that changed: two queries."""
    query = _of(brands).where(Round.round_id.in_(ids), Round.last_at >= changed_since)
    return _marked(db.session.execute(with_names(NAMES, query)))


def newer(conditions: Sequence[SQLColumnExpression[bool]], than: UUID, brands: Brands) -> int:
    """How many matching rounds were opened after this one, counted to a cap."""
    query = _of(brands).where(*conditions, Round.round_id > than).with_only_columns(Round.round_id)
    return len(db.session.scalars(query.limit(MOST_WAITING + 1)).all())


def one(round_id: UUID, brands: Brands) -> SeenRound:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(with_names(NAMES, _of(brands).where(Round.round_id == round_id))).one_or_none()
    if row is None:
        raise NotFound("There is no such round, or it belongs to a brand that is not yours.")
    return _marked([row])[0]


def session_of(played: SeenRound) -> str | None:
    """The game session in which a round was opened: of that player in that game, the last one begun before it."""
    found = db.session.scalar(
        select(GameSession.public_id)
        .where(GameSession.player_id == played.key.player_id, GameSession.game_id == played.game_id)
        .where(GameSession.started_at <= played.opened_at)
        .order_by(GameSession.started_at.desc())
        .limit(1)
    )
    return outside("gs", found) if found else None


@planned_once()
def watermark() -> str:
    """Changes whenever the ledger decided a call, and never passes one that is still being decided."""
    return db.session.scalar(_WATERMARK) or "0"


_WATERMARK = text("""
    select c.xid::text as mark from ledger.call c
     where c.xid < settled_place() order by c.xid desc limit 1""")


def exported(conditions: Sequence[SQLColumnExpression[bool]], brands: Brands) -> AnySelect:
    """Every round that meets all `conditions`, newest first, to be streamed and read by `seen`."""
    return with_names(NAMES, _of(brands).where(*conditions)).order_by(text("round_id desc"))


def _of(brands: Brands) -> AnySelect:
    query = select(Round)
    return query if brands is None else query.where(Round.brand_id.in_(brands))


def seen(row: AnyRow, marks: Marks = NOTHING_STANDS_OUT) -> SeenRound:
    played, player, game, game_code, provider, integration, brand, exponent, its_game, its_integration = row
    currency = Currency(played.currency, exponent)
    return SeenRound(
        key=RoundKey(played.player_id, played.currency, played.integration_id, played.round_ref),
        round_id=played.round_id,
        player=outside("pl", player),
        game_id=played.game_id,
        game=game or "Unknown game",
        game_code=game_code or "",
        provider=provider,
        integration=integration,
        brand_id=played.brand_id,
        brand=brand,
        currency=currency,
        stake_cash=Money(played.stake_cash, currency),
        stake_bonus=Money(played.stake_bonus, currency),
        win_cash=Money(played.win_cash, currency),
        win_bonus=Money(played.win_bonus, currency),
        bets=played.bets,
        wins=played.wins,
        rollbacks=played.rollbacks,
        late=played.late,
        opened_at=played.opened_at,
        last_at=played.last_at,
        settled_at=played.settled_at,
        marks=marks,
        its_game=outside("gm", its_game) if its_game else "",
        its_integration=outside("ig", its_integration),
    )


def _marked(found: Iterable[AnyRow]) -> list[SeenRound]:
    """Each with what stands out about its calls: one query for all of them."""
    rows = list(found)
    marks = marks_of({_call_key(played) for played, *_ in rows})
    return [seen(row, marks.get(_call_key(row[0]), NOTHING_STANDS_OUT)) for row in rows]


def _call_key(played: Round) -> tuple[int, int, str]:
    """What the raw log knows a round by: a provider's round is of one currency."""
    return played.player_id, played.integration_id, played.round_ref
