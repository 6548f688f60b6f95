"""The ways to the calls that a figure is made of: by index, however few there are among all that was played."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

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
    literal_column,
    not_,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session

from app.models.audit import TransactionId
from app.models.brand import Brand
from app.models.game import Game
from app.models.player import Player
from app.models.report import Cell, Stray
from app.queries.keyset import AnySelect, Condition, lowest
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
# The kinds of calls that some sums are made of, few beside bets and wins: an index leads to these (`call_rare`).
RARE = {
    **dict.fromkeys(("credit_cash", "credit_bonus"), ("promo", "rollback")),
    **dict.fromkeys(("debt_cash", "debt_bonus"), ("rollback",)),
    **dict.fromkeys(("deposit", "deposit_diverted"), ("deposit",)),
    **dict.fromkeys(("adjustment_cash", "adjustment_bonus"), ("adjustment",)),
    **dict.fromkeys(("opening_cash", "opening_bonus"), ("opening",)),
    "withdrawal": ("withdrawal_release",),
    "recovered": ("recovery",),
}
Span = Sequence[tuple[int, datetime, datetime]]
Ways = Sequence[tuple[AnySelect, Any]]


def ways(session: Session, asked: Asked, figure: Figure) -> Ways:
    """Those that share no call, each with its key: by the ids of the interval, kind by kind where few count; strays;
    what is not folded and has an id from elsewhere. The last two are found first, by lists of their ids, and put in
    order then: there are few, and the planner takes a list for short where it takes a join for half the table."""
    span = _span(session, asked)
    if not span or (asked.is_of_play and not figure.by_game):
        return []
    first, last = _ends(span)
    lower, upper = (lowest(each) for each in _walked(session, asked, first))
    is_within = and_(MOVED.c.call_id >= lower, MOVED.c.call_id < upper)
    calls = made(asked, figure, span)
    is_outside = or_(Stray.call_id < lower, Stray.call_id >= upper)
    strays = select(Stray.call_id).where(Stray.at >= first, Stray.at < last, is_outside)
    ids = (func.array(strays.scalar_subquery()), select(func.report.calls_since()).scalar_subquery())
    few = [calls.where(MOVED.c.call_id == any_(cast(each, ARRAY(Uuid))), not_(is_within)) for each in ids]
    fenced = [each.offset(0).subquery() for each in few]
    walked = [(calls.where(is_within, *of_kind), MOVED.c.call_id) for of_kind in _kinds(figure)]
    return [*walked, *((select(each), each.c.call_id) for each in fenced)]


def made(asked: Asked, figure: Figure, span: Span) -> AnySelect:
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


def _span(session: Session, asked: Asked) -> Span:
    """When the interval begins and ends for each brand."""
    start, behind = func.report.day_start, asked.last + timedelta(days=1)
    query = select(Brand.id, start(Brand.profile_code, asked.first), start(Brand.profile_code, behind))
    brands = [Brand.id.in_(asked.brands)] if asked.brands is not None else []
    named = [Brand.code == asked.brand] if asked.brand else []
    return [(row[0], row[1], row[2]) for row in session.execute(query.where(*brands, *named))]


def _ends(span: Span) -> tuple[datetime, datetime]:
    return min(start for _, start, _ in span), max(end for _, _, end in span)


def _walked(session: Session, asked: Asked, first: datetime) -> tuple[datetime, datetime]:
    """From when to when calls are walked: as far as cells hold any; no time at all, from `first`, where they hold none.
    What nobody did would else be looked for in every call of the interval."""
    within = and_(Cell.grain == ("detail" if asked.is_of_play else "day"), Cell.day.between(asked.first, asked.last))
    days = select(func.min(Cell.day), func.max(Cell.day)).where(within, *conditions(Cell, asked))
    began, ended = session.execute(days).one()
    return _ends(_span(session, replace(asked, first=began, last=ended))) if began else (first, first)


def _kinds(figure: Figure) -> list[Sequence[Condition]]:
    """Where few kinds of calls can have added something, a way to each, told as it stands: the planner knows the index
    by it. Else one to all calls."""
    names = [name for name in (*figure.terms, *figure.over) if name in SUMS]
    if not RARE.keys() >= {*names}:
        return [()]
    kinds = sorted({*chain(*(RARE[name] for name in names))})
    return [(MOVED.c.kind == literal_column(f"'{kind}'"),) for kind in kinds]


def _weighed(terms: Mapping[str, int]) -> Any:
    return sum((weight * SUMS[name] for name, weight in terms.items() if name in SUMS), literal(0))
