"""The players behind a figure: who played, who deposited for the first time, who was registered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CTE, Date, exists, func, literal, select, union_all
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from app.ids import outside
from app.models.brand import Brand
from app.models.player import Player
from app.models.report import FirstDeposit, PlayerDay
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.queries.report_sources import TAIL, conditions
from app.reports.asked import Asked
from app.reports.figures import Figure

OF_DEPOSIT = ("player_id", "day", "brand_id", "currency", "country")


@dataclass(frozen=True)
class SeenPlayer:
    """One who is counted; `amount` is what was staked or deposited, where there is such a thing."""

    public_id: UUID
    amount: int
    currency: str = ""

    @property
    def id(self) -> str:
        return outside("pl", self.public_id)


def listed(session: Session, asked: Asked, name: str, window: Window) -> Page[SeenPlayer]:
    """One page of those who are counted, each once, newest first."""
    counted = ROWS[name](asked).subquery()
    query = (
        select(Player.public_id, func.sum(counted.c.amount).label("amount"))
        .join(Player, Player.id == counted.c.player_id)
        .group_by(Player.id)
    )
    found = [SeenPlayer(row[0], int(row[1])) for row in session.execute(windowed(query, Player.public_id, window))]
    return turned(found, [each.public_id for each in found], window, len(found))


def exported(asked: Asked, name: str) -> AnySelect:
    """All who are counted, in each currency once, newest first; `seen` reads one."""
    counted = ROWS[name](asked).subquery()
    query = select(Player.public_id, func.sum(counted.c.amount), counted.c.currency)
    grouped = query.join(Player, Player.id == counted.c.player_id).group_by(Player.id, counted.c.currency)
    return grouped.order_by(Player.public_id.desc(), counted.c.currency)


def seen(row: AnyRow) -> SeenPlayer:
    return SeenPlayer(row[0], int(row[1]), row[2])


def counted_by(figure: Figure) -> str:
    """Which of ROWS a figure is of; "" for none."""
    return next((name for name in ROWS if any(name in term for term in figure.terms)), "")


def placed(session: Session, asked: Asked, name: str, first: UUID | None) -> tuple[int, int]:
    """How many of them come before `first`, and how many there are."""
    counted = ROWS[name](asked).subquery()
    one = select(Player.public_id).where(Player.id.in_(select(counted.c.player_id))).subquery()
    before = func.count().filter(one.c.public_id > first) if first else literal(0)
    found = session.execute(select(before, func.count()).select_from(one)).one()
    return found[0], found[1]


def active(asked: Asked) -> AnySelect:
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


def first_deposit(asked: Asked) -> AnySelect:
    """What is folded, unless an earlier one came since; and what came since."""
    since = deposited_since()
    is_later = exists().where(since.c.player_id == FirstDeposit.player_id, since.c.call_id < FirstDeposit.call_id)
    found = union_all(folded_deposits(asked).where(~is_later), new_deposits(asked, since)).subquery()
    return select(found).where(*conditions(found.c, asked))


def deposited_since() -> CTE:
    """The first deposit of each player who deposited since the fold."""
    return (
        select(*(TAIL.c[name] for name in OF_DEPOSIT), TAIL.c.deposit.label("amount"), TAIL.c.call_id)
        .where(TAIL.c.deposit > 0)
        .ext(distinct_on(TAIL.c.player_id))
        .order_by(TAIL.c.player_id, TAIL.c.call_id)
        .cte("since")
    )


def folded_deposits(asked: Asked) -> AnySelect:
    columns = [getattr(FirstDeposit, name) for name in (*OF_DEPOSIT, "amount")]
    return select(*columns).where(FirstDeposit.day.between(asked.first, asked.last))


def new_deposits(asked: Asked, since: CTE) -> AnySelect:
    """Of what came since, whatever no earlier one is folded for."""
    kept = aliased(FirstDeposit)
    is_known = exists().where(kept.player_id == since.c.player_id, kept.call_id < since.c.call_id)
    columns = [since.c[name] for name in (*OF_DEPOSIT, "amount")]
    return select(*columns).where(~is_known, since.c.day.between(asked.first, asked.last))


def registered(asked: Asked) -> AnySelect:
    """One by one, each on the gaming day of the brand."""
    return _registered(asked, select(Player.id.label("player_id"), Player.country))


def registered_by_day(asked: Asked) -> AnySelect:
    """How many on each gaming day of each brand; of each country where countries are told apart or one is asked for."""
    players = func.count().label("players")
    if asked.by == "country" or asked.country:
        return _registered(asked, select(players, Player.country).group_by(Player.country))
    return _registered(asked, select(players, literal("").label("country")).having(players > 0))


def _registered(asked: Asked, players: AnySelect) -> AnySelect:
    """The days of each brand begin when its own rules say."""
    dates = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
    days = select(func.unnest(literal(dates, ARRAY(Date)), type_=Date).label("day")).subquery()
    start = func.report.day_start
    begun, over = start(Brand.profile_code, days.c.day), start(Brand.profile_code, days.c.day + 1)
    brand_days = select(Brand.id.label("brand_id"), days.c.day, begun.label("begun"), over.label("over"))
    span = brand_days.join(days, literal(True)).offset(0).subquery()
    at = Player.occurred_at
    is_of_it = (~Player.is_test, Player.brand_id == span.c.brand_id, at >= span.c.begun, at < span.c.over)
    # Fenced: when the days begin is worked out once, and leads to the players of each by their index.
    found = players.where(*is_of_it).offset(0).lateral()
    nothing = (literal("").label("currency"), literal(0).label("amount"))
    columns = (*found.c, span.c.day, span.c.brand_id, *nothing)
    everybody = select(*columns).select_from(span.join(found, literal(True))).subquery()
    narrowed = replace(asked, currency="", provider="", game="", by="day")
    return select(everybody).where(*conditions(everybody.c, narrowed))


ROWS: Mapping[str, Callable[[Asked], AnySelect]] = {
    "actives": active,
    "first_deposits": first_deposit,
    "registrations": registered,
}
