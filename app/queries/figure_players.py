"""Players counted once each: who played, who deposited for the first time, who was registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ARRAY, Date, exists, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.models.brand import Brand
from app.models.game import Integration
from app.models.player import Player
from app.models.report import FirstDeposit, PlayerDay
from app.queries.keyset import AnySelect
from app.queries.report_sources import TAIL, conditions
from app.reports.asked import Asked

COLUMNS = {"day": "day", "brand": "brand_id", "game": "game_id", "country": "country", "currency": "currency"}


@dataclass(frozen=True)
class Counted:
    """Of a line, or of the whole interval; `amount` in minor units, where there is one."""

    currency: str
    key: Any
    players: int
    amount: int = 0
    is_total: bool = False


def actives(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who has a game on a gaming day in which the stakes from cash came to something."""
    return _counted(session, asked, _active(asked), distinct=True)


def first_deposits(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who deposited for the first time ever, and how much."""
    return iter(()) if asked.is_of_play else _counted(session, asked, _first(asked))


def registrations(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who was registered on each gaming day of the brand: without currency, and with no game."""
    if asked.currency or asked.is_of_play or asked.by == "currency":
        return
    for day, brand_id, country, players in session.execute(_registered(asked)):
        key = {"day": day, "brand": brand_id, "country": country}[asked.by]
        yield Counted("", key, players)
        yield Counted("", None, players, is_total=True)


def _counted(session: Session, asked: Asked, query: AnySelect, *, distinct: bool = False) -> Iterator[Counted]:
    """By line, then in all: of players who are told apart once more, a sum would count some twice."""
    found = query.subquery()
    key: Any = Integration.provider_id if asked.by == "provider" else found.c[COLUMNS[asked.by]]
    players = func.count(found.c.player_id.distinct() if distinct else found.c.player_id)
    for keys in ((key,), ()):
        counting = select(found.c.currency, players, func.sum(found.c.amount), *keys).group_by(found.c.currency, *keys)
        if asked.by == "provider" and keys:
            counting = counting.join(Integration, Integration.id == found.c.integration_id)
        for row in session.execute(counting):
            yield Counted(row[0], row[3] if keys else None, row[1], int(row[2]), is_total=not keys)


def _active(asked: Asked) -> AnySelect:
    """Rows of the players of a day; of players who played since the fold, with what they did since."""
    names = ("day", "brand_id", "currency", "player_id", "integration_id", "game_id", "country")
    columns: list[Any] = [getattr(PlayerDay, name) for name in names]
    interval = PlayerDay.day.between(asked.first, asked.last)
    since = (
        select(*(TAIL.c[name] for name in names), TAIL.c.settled_stake_cash)
        .where(TAIL.c.settled_stake_cash != 0, TAIL.c.day.between(asked.first, asked.last))
        .cte("since")
    )
    lately = select(since.c.player_id)
    folded = select(*columns).where(interval, PlayerDay.settled_stake_cash > 0, PlayerDay.player_id.not_in(lately))
    again = select(*columns, PlayerDay.settled_stake_cash).where(interval, PlayerDay.player_id.in_(lately))
    both = union_all(again, select(since)).subquery()
    whole = [both.c[name] for name in names]
    summed = select(*whole).group_by(*whole).having(func.sum(both.c.settled_stake_cash) > 0)
    found = union_all(folded, summed).subquery()
    return select(found, literal(0).label("amount")).where(*conditions(found.c, asked))


def _first(asked: Asked) -> AnySelect:
    """What is folded, unless an earlier one came since; what came since, unless an earlier one is folded."""
    names = ("player_id", "day", "brand_id", "currency", "country")
    since = (
        select(*(TAIL.c[name] for name in names), TAIL.c.deposit.label("amount"), TAIL.c.call_id)
        .where(TAIL.c.deposit > 0)
        .ext(distinct_on(TAIL.c.player_id))
        .order_by(TAIL.c.player_id, TAIL.c.call_id)
        .cte("since")
    )
    kept = aliased(FirstDeposit)
    is_later = exists().where(since.c.player_id == FirstDeposit.player_id, since.c.call_id < FirstDeposit.call_id)
    is_known = exists().where(kept.player_id == since.c.player_id, kept.call_id < since.c.call_id)
    folded = select(*(getattr(FirstDeposit, name) for name in names), FirstDeposit.amount).where(
        ~is_later, FirstDeposit.day.between(asked.first, asked.last)
    )
    new = select(*(since.c[name] for name in names), since.c.amount).where(
        ~is_known, since.c.day.between(asked.first, asked.last)
    )
    found = union_all(folded, new).subquery()
    return select(found).where(*conditions(found.c, asked))


def _registered(asked: Asked) -> AnySelect:
    """By day, brand and country: the days of each brand begin when its own rules say."""
    dates = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    days = select(func.unnest(literal(dates, ARRAY(Date)), type_=Date).label("day")).subquery()
    start = func.report.day_start
    query = (
        select(days.c.day, Brand.id, Player.country, func.count())
        .select_from(Brand)
        .join(days, literal(True))
        .join(Player, Player.brand_id == Brand.id)
        .where(Player.is_test.is_(False))
        .where(Player.occurred_at >= start(Brand.profile_code, days.c.day))
        .where(Player.occurred_at < start(Brand.profile_code, days.c.day + 1))
    )
    narrowed = [Brand.id.in_(asked.brands)] if asked.brands is not None else []
    narrowed += [Brand.code == asked.brand] if asked.brand else []
    narrowed += [Player.country == asked.country] if asked.country else []
    return query.where(*narrowed).group_by(days.c.day, Brand.id, Player.country)


COUNTED: Mapping[str, Callable[[Session, Asked], Iterator[Counted]]] = {
    "actives": actives,
    "first_deposits": first_deposits,
    "registrations": registrations,
}
