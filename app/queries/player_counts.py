"""Players counted once each: who played, who deposited for the first time, who was registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any

from sqlalchemy import Subquery, func, null, select, tuple_, union_all
from sqlalchemy.orm import Session

from app.models.game import Game
from app.models.report import ActiveCount, FirstDepositCount
from app.queries import figure_players
from app.queries.keyset import AnySelect, Condition
from app.queries.report_sources import conditions
from app.reports.asked import OF_PLAY, Asked, Grain

COLUMNS = {
    "day": "day",
    "brand": "brand_id",
    "provider": "provider_id",
    "game": "game_id",
    "country": "country",
    "currency": "currency",
}
LATELY = ("is_folded", "player_id", "currency", "day", "brand_id", "country", "provider_id", "game_id")
DEPOSITED = ("day", "brand_id", "currency", "country", "players", "amount")


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
    if asked.by in OF_PLAY:  # who stands in several lines counts once in all
        lines = (each for each in _active(session, asked) if not each.is_total)
        return chain(lines, (each for each in actives(session, replace(asked, by="brand")) if each.is_total))
    if asked.game and not asked.provider and _is_said_of_several(session, asked.game):
        return chain(_each_once(session, asked), _each_once(session, asked, is_total=True))
    return _active(session, asked)


def first_deposits(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who deposited for the first time ever, and how much: as it was folded, and what came since."""
    if asked.is_of_play:
        return iter(())
    lately: Any = func.report.first_deposits_lately(asked.first, asked.last).table_valued(*DEPOSITED)
    folded = select(*(getattr(FirstDepositCount, name) for name in DEPOSITED))
    both = union_all(
        folded.where(FirstDepositCount.day.between(asked.first, asked.last), *conditions(FirstDepositCount, asked)),
        select(*lately.c).where(*conditions(lately.c, asked)),
    )
    return _counted(session, asked, both.subquery())


def registrations(session: Session, asked: Asked) -> Iterator[Counted]:
    """Who was registered on each gaming day of the brand: without currency, and with no game."""
    is_told = not (asked.currency or asked.is_of_play or asked.by == "currency")
    return _counted(session, asked, figure_players.registered_by_day(asked).subquery()) if is_told else iter(())


def _counted(session: Session, asked: Asked, found: Subquery) -> Iterator[Counted]:
    """Of players who stand in one line alone: by line, and what the lines come to."""
    keys, totals = [found.c[COLUMNS[asked.by]]], dict[str, Counted]()
    if asked.in_one:
        keys += [found.c.day, found.c.brand_id]
    sums = func.sum(found.c.players), func.sum(found.c.amount)
    counting: AnySelect = select(found.c.currency, *sums, *keys).group_by(found.c.currency, *keys)
    for currency, players, amount, *key in session.execute(counting):
        told = Counted(currency, Grain(*key) if asked.in_one else key[0], int(players), int(amount))
        before = totals.get(currency, Counted(currency, None, 0, is_total=True))
        totals[currency] = replace(before, players=before.players + told.players, amount=before.amount + told.amount)
        yield told
    yield from totals.values()


def _each_once(session: Session, asked: Asked, *, is_total: bool = False) -> Iterator[Counted]:
    """Of players of several games at once: by line, or in all.

    First each player once, then how many: to count them while they are told apart takes thrice as long.
    """
    found = figure_players.active(asked).subquery()
    key = null() if is_total else found.c[COLUMNS[asked.by]]
    once = select(found.c.currency, found.c.player_id, key.label("key")).distinct().subquery()
    for currency, line, players in session.execute(
        select(once.c.currency, once.c.key, func.count()).group_by(once.c.currency, once.c.key)
    ):
        yield Counted(currency, line, players, is_total=is_total)


def _is_said_of_several(session: Session, code: str) -> bool:
    """Whether games of two providers have this code: who plays both counts once, and no count tells that."""
    return (session.scalar(select(func.count()).where(Game.code == code)) or 0) > 1


def _active(session: Session, asked: Asked) -> Iterator[Counted]:
    return chain(_active_as_folded(session, asked), _active_since(session, asked))


def _active_as_folded(session: Session, asked: Asked) -> Iterator[Counted]:
    """On the first of their days in the interval: the active day before lies outside. A day itself counts everybody."""
    key, held = getattr(ActiveCount, COLUMNS[asked.by]), ActiveCount.players
    of_day = func.sum(held[func.cardinality(held)])
    firsts = func.sum(held[func.width_bucket(asked.first - timedelta(days=1), ActiveCount.previous)])
    told = func.coalesce(of_day if asked.by == "day" else firsts, 0), func.coalesce(firsts, 0)
    counting = select(ActiveCount.currency, key, *told).where(ActiveCount.day.between(asked.first, asked.last))
    rows = session.execute(counting.where(*_counts_of(asked)).group_by(ActiveCount.currency, key)).all()
    for currency, line, players, first in rows:
        yield Counted(currency, line, int(players))
        yield Counted(currency, None, int(first), is_total=True)


def _active_since(session: Session, asked: Asked) -> Iterator[Counted]:
    """What the play since the fold changes: players as they are, less the same ones as they were folded."""
    days: Any = func.report.active_lately(asked.first, asked.last).table_valued(*LATELY)
    key = days.c[COLUMNS[asked.by]].label("line")
    seen = select(days.c.currency, key, days.c.is_folded, days.c.player_id).where(*conditions(days.c, asked)).subquery()
    player, currency, line = seen.c.player_id.distinct(), seen.c.currency, seen.c.line
    change = func.count(player).filter(~seen.c.is_folded) - func.count(player).filter(seen.c.is_folded)
    each_and_all = func.grouping_sets(tuple_(currency, line), tuple_(currency))
    for row in session.execute(select(currency, line, change, func.grouping(line)).group_by(each_and_all)):
        yield Counted(row[0], row[1], row[2], is_total=row[3] == 1)


def _counts_of(asked: Asked) -> list[Condition]:
    """Of a game where games are told apart or one is asked for, else of whichever; of a provider likewise."""
    found, is_of_game = conditions(ActiveCount, asked), asked.by == "game" or bool(asked.game)
    if not asked.is_of_play:
        found.append(ActiveCount.provider_id == 0)
    return [*found, ActiveCount.game_id != 0 if is_of_game else ActiveCount.game_id == 0]


COUNTED: Mapping[str, Callable[[Session, Asked], Iterator[Counted]]] = {
    "actives": actives,
    "first_deposits": first_deposits,
    "registrations": registrations,
}
