"""Players counted once each: who played, who deposited for the first time, who was registered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from sqlalchemy import Subquery, func, null, select, union_all
from sqlalchemy.orm import Session

from app.models.game import Integration
from app.models.report import ActiveCount, FirstDepositCount
from app.queries import figure_players
from app.queries.keyset import AnySelect
from app.queries.report_sources import conditions
from app.reports.asked import Asked, Grain

COLUMNS = {"day": "day", "brand": "brand_id", "game": "game_id", "country": "country", "currency": "currency"}
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
    if not asked.is_of_play:
        return chain(_active_as_folded(session, asked), _active_since(session, asked))
    lines = _each_once(session, asked)
    if asked.provider or asked.game:
        return chain(lines, _each_once(session, asked, is_total=True))
    of_all = actives(session, replace(asked, by="brand"))
    return chain(lines, (each for each in of_all if each.is_total))


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
    """Of players who may stand in several lines: by line, or in all; a sum would count some twice.

    First each player once, then how many: to count them while they are told apart takes thrice as long.
    """
    found = figure_players.active(asked).subquery()
    key: Any = Integration.provider_id if asked.by == "provider" else found.c[COLUMNS[asked.by]]
    each = select(found.c.currency, found.c.player_id, (null() if is_total else key).label("key")).distinct()
    if asked.by == "provider":
        each = each.join(Integration, Integration.id == found.c.integration_id)
    once = each.subquery()
    for currency, line, players in session.execute(
        select(once.c.currency, once.c.key, func.count()).group_by(once.c.currency, once.c.key)
    ):
        yield Counted(currency, line, players, is_total=is_total)


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


COUNTED: Mapping[str, Callable[[Session, Asked], Iterator[Counted]]] = {
    "actives": actives,
    "first_deposits": first_deposits,
    "registrations": registrations,
}
