"""Players counted once each: who played, who deposited for the first time, who was registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, exists, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.ids import outside
from app.models.brand import Brand
from app.models.game import Integration
from app.models.player import Player
from app.models.report import ActiveCount, FirstDeposit, PlayerDay
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.queries.report_sources import TAIL, conditions
from app.reports.asked import Asked
from app.reports.figures import Figure

COLUMNS = {"day": "day", "brand": "brand_id", "game": "game_id", "country": "country", "currency": "currency"}


@dataclass(frozen=True)
class Counted:
    """Of a line, or of the whole interval; `amount` in minor units, where there is one."""

    currency: str
    key: Any
    players: int
    amount: int = 0
    is_total: bool = False


@dataclass(frozen=True)
class SeenPlayer:
    """One who is counted; `amount` is what was staked or deposited, where there is such a thing."""

    public_id: UUID
    amount: int
    currency: str = ""

    @property
    def id(self) -> str:
        return outside("pl", self.public_id)


def actives(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who has a game on a gaming day in which the stakes from cash came to something."""
    if asked.is_of_play:
        return _each_once(session, asked, _active(asked))
    return chain(_active_as_folded(session, asked), _active_since(session, asked))


def first_deposits(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who deposited for the first time ever, and how much."""
    return iter(()) if asked.is_of_play else _counted(session, asked, _first(asked))


def registrations(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who was registered on each gaming day of the brand: without currency, and with no game."""
    is_told = not (asked.currency or asked.is_of_play or asked.by == "currency")
    return _counted(session, asked, _registered(asked)) if is_told else iter(())


def listed(session: Session, asked: Asked, name: str, window: Window) -> Page[SeenPlayer]:
    """One page of those who are counted, each once, newest first."""
    counted = _players(asked, name).subquery()
    query = (
        select(Player.public_id, func.sum(counted.c.amount).label("amount"))
        .join(Player, Player.id == counted.c.player_id)
        .group_by(Player.id)
    )
    found = [SeenPlayer(row[0], int(row[1])) for row in session.execute(windowed(query, Player.public_id, window))]
    return turned(found, [each.public_id for each in found], window, len(found))


def exported(asked: Asked, name: str) -> AnySelect:
    """All who are counted, in each currency once, newest first; `seen` reads one."""
    counted = _players(asked, name).subquery()
    query = select(Player.public_id, func.sum(counted.c.amount), counted.c.currency)
    grouped = query.join(Player, Player.id == counted.c.player_id).group_by(Player.id, counted.c.currency)
    return grouped.order_by(Player.public_id.desc(), counted.c.currency)


def seen(row: AnyRow) -> SeenPlayer:
    return SeenPlayer(row[0], int(row[1]), row[2])


def counted_by(figure: Figure) -> str:
    """Which of COUNTED a figure is of; "" for none."""
    return next((name for name in COUNTED if any(name in term for term in figure.terms)), "")


def placed(session: Session, asked: Asked, name: str, first: UUID | None) -> tuple[int, int]:
    """How many of them come before `first`, and how many there are."""
    counted = _players(asked, name).subquery()
    one = select(Player.public_id).where(Player.id.in_(select(counted.c.player_id))).subquery()
    before = func.count().filter(one.c.public_id > first) if first else literal(0)
    found = session.execute(select(before, func.count()).select_from(one)).one()
    return found[0], found[1]


def _players(asked: Asked, name: str) -> AnySelect:
    return {"actives": _active, "first_deposits": _first, "registrations": _registered}[name](asked)


def _counted(session: Session, asked: Asked, query: AnySelect) -> Iterator[Counted]:
    """Of players who stand in one line alone: by line, and what the lines come to."""
    found = query.subquery()
    key, totals = found.c[COLUMNS[asked.by]], dict[str, Counted]()
    counting = select(found.c.currency, key, func.count(), func.sum(found.c.amount)).group_by(found.c.currency, key)
    for currency, line, players, amount in session.execute(counting):
        before = totals.get(currency, Counted(currency, None, 0, is_total=True))
        totals[currency] = replace(before, players=before.players + players, amount=before.amount + int(amount))
        yield Counted(currency, line, players, int(amount))
    yield from totals.values()


def _each_once(session: Session, asked: Asked, query: AnySelect) -> Iterator[Counted]:
    """Of players who may stand in several lines: by line, then in all; a sum would count some twice."""
    found = query.subquery()
    key: Any = Integration.provider_id if asked.by == "provider" else found.c[COLUMNS[asked.by]]
    players = func.count(found.c.player_id.distinct())
    for keys in ((key,), ()):
        counting = select(found.c.currency, players, *keys).group_by(found.c.currency, *keys)
        if asked.by == "provider" and keys:
            counting = counting.join(Integration, Integration.id == found.c.integration_id)
        for row in session.execute(counting):
            yield Counted(row[0], row[2] if keys else None, row[1], is_total=not keys)


def _active_as_folded(session: Session, asked: Asked) -> Iterator[Counted]:
    """On the first of their days in the interval: the active day before lies outside. A day itself counts everybody."""
    key = getattr(ActiveCount, COLUMNS[asked.by])
    players, firsts = (
        func.sum(ActiveCount.players),
        func.sum(ActiveCount.players).filter(ActiveCount.previous < asked.first),
    )
    within = ActiveCount.day.between(asked.first, asked.last)
    counting = select(ActiveCount.currency, key, players, func.coalesce(firsts, 0)).where(within)
    rows = session.execute(counting.where(*conditions(ActiveCount, asked)).group_by(ActiveCount.currency, key)).all()
    for currency, line, of_day, first in rows:
        yield Counted(currency, line, int(of_day if asked.by == "day" else first))
        yield Counted(currency, None, int(first), is_total=True)


def _active_since(session: Session, asked: Asked) -> Iterator[Counted]:
    """What the play since the fold changes: players as they are, less the same ones as they were folded."""
    names = ("is_folded", "player_id", "currency", "day", "brand_id", "country")
    days: Any = func.report.active_lately(asked.first, asked.last).table_valued(*names)
    key, player = days.c[COLUMNS[asked.by]], days.c.player_id.distinct()
    change = func.count(player).filter(~days.c.is_folded) - func.count(player).filter(days.c.is_folded)
    for keys in ((key,), ()):
        counting = select(days.c.currency, change, *keys).where(*conditions(days.c, asked))
        for row in session.execute(counting.group_by(days.c.currency, *keys)):
            yield Counted(row[0], row[2] if keys else None, row[1], is_total=not keys)


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
    staked = PlayerDay.settled_stake_cash.label("amount")
    folded = select(*columns, staked).where(
        interval, PlayerDay.settled_stake_cash > 0, PlayerDay.player_id.not_in(lately)
    )
    again = select(*columns, PlayerDay.settled_stake_cash).where(interval, PlayerDay.player_id.in_(lately))
    both = union_all(again, select(since)).subquery()
    whole = [both.c[name] for name in names]
    amount = func.sum(both.c.settled_stake_cash)
    summed = select(*whole, amount).group_by(*whole).having(amount > 0)
    found = union_all(folded, summed).subquery()
    return select(found).where(*conditions(found.c, asked))


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
    """The days of each brand begin when its own rules say."""
    dates = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    days = select(func.unnest(literal(dates, ARRAY(Date)), type_=Date).label("day")).subquery()
    start = func.report.day_start
    begun, over = start(Brand.profile_code, days.c.day), start(Brand.profile_code, days.c.day + 1)
    brand_days = select(Brand.id, days.c.day, begun.label("begun"), over.label("over")).join(days, literal(True))
    span = brand_days.offset(0).subquery()
    is_of_it = (Player.brand_id == span.c.id, Player.occurred_at >= span.c.begun, Player.occurred_at < span.c.over)
    # Fenced: when the days begin is worked out once, and leads to the players of each by their index.
    names = (Player.id.label("player_id"), Player.brand_id, Player.country)
    found = select(*names).where(~Player.is_test, *is_of_it).offset(0).lateral()
    nothing = (literal("").label("currency"), literal(0).label("amount"))
    query = select(found.c.player_id, span.c.day, found.c.brand_id, found.c.country, *nothing)
    narrowed = replace(asked, currency="", provider="", game="", by="day")
    return query.select_from(span.join(found, literal(True))).where(*conditions(found.c, narrowed))


COUNTED: Mapping[str, Callable[[Session, Asked], Iterator[Counted]]] = {
    "actives": actives,
    "first_deposits": first_deposits,
    "registrations": registrations,
}
