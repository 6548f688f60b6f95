"""The calls that a figure is made of: those that added something to it, newest first, and what all of them come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    DateTime,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    case,
    cast,
    column,
    false,
    func,
    literal,
    not_,
    or_,
    select,
    table,
    union_all,
)
from sqlalchemy.orm import Session

from app.ids import outside
from app.models.audit import TransactionId
from app.models.brand import Brand
from app.models.game import Game
from app.models.player import Player
from app.models.report import Cell, Stray
from app.queries.keyset import AnyRow, AnySelect, Page, Window, lowest, turned, windowed
from app.queries.report_sources import MEASURES, conditions
from app.reports.asked import Asked
from app.reports.figures import Figure

MOVED: Any = table(
    "movement",
    *(column(name, Text) for name in ("kind", "currency", "country")),
    *(column(name, Uuid) for name in ("call_id", "round_id")),
    *(column(name, Integer) for name in ("brand_id", "integration_id", "game_id")),
    column("player_id", BigInteger),
    column("occurred_at", DateTime(timezone=True)),
    column("xid", TransactionId()),
    *(column(name, BigInteger) for name in MEASURES),
    schema="report",
).alias("moved")
STAKED = MOVED.c.settled_stake_cash + MOVED.c.settled_stake_bonus
SUMS: dict[str, Any] = {name: MOVED.c[name] for name in MEASURES} | {
    "expected_of": case((Game.id.is_not(None), STAKED), else_=0),
    "expected_win_ppm": case((Game.id.is_not(None), STAKED * Game.theoretical_rtp_ppm), else_=0),
}
MOST_SUMMED = 5_000  # calls of an interval that are added up once more, one by one, while somebody waits
Span = Sequence[tuple[int, datetime, datetime]]


@dataclass(frozen=True)
class SeenCall:
    """A call, and what it added: `above` to the figure, of a share to what is divided; `below` to what divides it."""

    call_id: UUID
    round_id: UUID | None
    kind: str
    occurred_at: datetime
    player: str
    game: str
    above: int
    below: int
    currency: str = ""

    @cached_property
    def id(self) -> str:
        return outside("ca", self.call_id)

    @property
    def round(self) -> str:
        return outside("rd", self.round_id) if self.round_id else ""


@dataclass(frozen=True)
class Checked:
    """What the calls come to, added up one by one; `calls`: how many of them added something, `before`: of these, how
    many come before the first that is shown."""

    calls: int
    above: int
    below: int
    before: int = 0


def is_of_calls(figure: Figure) -> bool:
    """Whether calls of the interval are what it is made of, at least in part: not where players are counted."""
    return any(name in SUMS for name in figure.terms)


def listed(session: Session, asked: Asked, figure: Figure, window: Window) -> Page[SeenCall]:
    """One page of the calls, of one currency: each way to them is walked from the window on."""
    ways = _ways(session, asked, figure)
    if not ways:
        return Page(())
    next_ones = (select(windowed(way, key, window).subquery()) for way, key in ways)
    found = union_all(*next_ones).subquery()
    calls = [seen(row) for row in session.execute(windowed(select(found), found.c.call_id, window))]
    return turned(calls, [call.call_id for call in calls], window, len(calls))


def exported(session: Session, asked: Asked, figure: Figure) -> AnySelect:
    """All of them, newest first, each by itself; `seen` reads one."""
    ways = _ways(session, asked, figure)
    found = (union_all(*(way for way, _ in ways)) if ways else _made(asked, figure, ())).subquery()
    return select(found).order_by(found.c.call_id.desc())


def checked(session: Session, asked: Asked, figure: Figure, first: UUID | None = None) -> Checked | None:
    """Their sum, one by one; None where there are too many in the interval to do that while somebody waits. `first`:
    the call that a page begins with."""
    within = and_(Cell.grain == "day", Cell.day.between(asked.first, asked.last))
    brands = [Cell.brand_id.in_(asked.brands)] if asked.brands is not None else []
    if (session.scalar(select(func.sum(Cell.calls)).where(within, *brands)) or 0) > MOST_SUMMED:
        return None
    ways = _ways(session, asked, figure)
    if not ways:
        return None
    found = union_all(*(way for way, _ in ways)).subquery()
    above, below = (func.coalesce(func.sum(each), 0) for each in (found.c.above, found.c.below))
    before = func.count().filter(found.c.call_id > first) if first else literal(0)
    row = session.execute(select(func.count(), above, below, before).select_from(found)).one()
    return Checked(row[0], int(row[1]), int(row[2]), row[3])


def _span(session: Session, asked: Asked) -> Span:
    """When the interval begins and ends for each brand."""
    start, behind = func.report.day_start, asked.last + timedelta(days=1)
    query = select(Brand.id, start(Brand.profile_code, asked.first), start(Brand.profile_code, behind))
    brands = [Brand.id.in_(asked.brands)] if asked.brands is not None else []
    named = [Brand.code == asked.brand] if asked.brand else []
    return [(row[0], row[1], row[2]) for row in session.execute(query.where(*brands, *named))]


def _ways(session: Session, asked: Asked, figure: Figure) -> list[tuple[AnySelect, Any]]:
    """Three that share no call, each with its key: by the ids of the interval; strays; what is not folded and has an
    id from elsewhere. The last two are found first, by lists of their ids, and put in order then: there are few, and
    the planner takes a list for short where it takes a join for half the table."""
    span = _span(session, asked)
    if not span:
        return []
    first, last = min(start for _, start, _ in span), max(end for _, _, end in span)
    is_within = and_(MOVED.c.call_id >= lowest(first), MOVED.c.call_id < lowest(last))
    made = _made(asked, figure, span)
    is_outside = or_(Stray.call_id < lowest(first), Stray.call_id >= lowest(last))
    strays = select(Stray.call_id).where(Stray.at >= first, Stray.at < last, is_outside)
    ids = (func.array(strays.scalar_subquery()), select(func.report.calls_since()).scalar_subquery())
    few = [made.where(MOVED.c.call_id == any_(cast(each, ARRAY(Uuid))), not_(is_within)) for each in ids]
    fenced = [each.offset(0).subquery() for each in few]
    return [(made.where(is_within), MOVED.c.call_id), *((select(each), each.c.call_id) for each in fenced)]


def _made(asked: Asked, figure: Figure, span: Span) -> AnySelect:
    """Calls of the interval that added something, with what is told of each."""
    above, below = _weighed(figure.terms), _weighed(figure.over)
    at = MOVED.c.occurred_at
    happened = [and_(MOVED.c.brand_id == brand, at >= start, at < end) for brand, start, end in span]
    told = (MOVED.c.call_id, MOVED.c.round_id, MOVED.c.kind, at, Player.public_id, Game.name)
    return (
        select(*told, above.label("above"), below.label("below"), MOVED.c.currency)
        .select_from(MOVED)
        .join(Player, Player.id == MOVED.c.player_id)
        .outerjoin(Game, Game.id == MOVED.c.game_id)
        .where(or_(false(), *happened), or_(above != 0, below != 0), *conditions(MOVED.c, asked))
    )


def _weighed(terms: Mapping[str, int]) -> Any:
    return sum((weight * SUMS[name] for name, weight in terms.items() if name in SUMS), literal(0))


def seen(row: AnyRow) -> SeenCall:
    call_id, round_id, kind, at, player, game, above, below, currency = row
    return SeenCall(call_id, round_id, kind, at, outside("pl", player), game or "", int(above), int(below), currency)
