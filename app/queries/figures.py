"""The figures of a report: the sums of an interval, by day or whatever tells them apart, in each currency by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Numeric, cast, func, select
from sqlalchemy.orm import Session

from app.extensions import planned_once
from app.models.game import Game, Integration
from app.models.report import Cell
from app.queries import player_counts
from app.queries.keyset import AnyRow
from app.queries.report_sources import MEASURES, conditions, summed, tail
from app.reports.asked import Asked, Grain
from app.reports.figures import OPEN_ROUNDS, STAKES, Figure

Key = Any  # a day, the id of a brand, provider or game, the code of a country or currency
Sums = dict[str, int]
COLUMNS = {"day": "day", "brand": "brand_id", "provider": "integration_id", "game": "game_id", "country": "country"}
BEFORE: Mapping[str, Mapping[str, int]] = {
    "liability_before": {"held_cash": 1, **OPEN_ROUNDS},
    "bonus_before": {"held_bonus": 1},
}
_STAKED = cast(Cell.settled_stake_cash + Cell.settled_stake_bonus, Numeric)  # in millionths too much for a bigint
EXPECTED = {
    "expected_of": func.coalesce(func.sum(_STAKED).filter(Game.id.is_not(None)), 0).label("expected_of"),
    "expected_win_ppm": func.coalesce(func.sum(_STAKED * Game.theoretical_rtp_ppm), 0).label("expected_win_ppm"),
}


def _sums() -> Sums:
    return defaultdict(int)


@dataclass
class Book:
    """One currency's lines by key, and what they come to. Currency "" is of what has none: registrations."""

    currency: str
    lines: dict[Key, Sums] = field(default_factory=lambda: defaultdict(_sums))
    total: Sums = field(default_factory=_sums)

    def add_up(self) -> None:
        """The lines to their total."""
        for sums in self.lines.values():
            for name, value in sums.items():
                self.total[name] += value

    def tell_every_day(self, asked: Asked) -> None:
        """By day each of the interval, in their order, the idle ones too."""
        days = [asked.first + timedelta(days=n) for n in range((asked.last - asked.first).days + 1)]
        self.lines = {day: self.lines[day] for day in days}


def books(session: Session, asked: Asked, figures: Iterable[Figure]) -> list[Book]:
    """The sums that these figures are made of, by currency; `Figure.of` tells each. To be called in a snapshot."""
    reading = _Reading(session, replace(asked, in_one=False), frozenset(_names(figures)))
    reading.add_movements()
    if reading.needed & BEFORE.keys():
        reading.add_what_stood()
    reading.add_counts()
    return [reading.finished(code) for code in sorted(reading.books, key=lambda code: (code == "", code))]


def grains(session: Session, asked: Asked, figures: Iterable[Figure]) -> list[Book]:
    """The same sums with a line for each `Grain`, to be converted; of figures that are told in one currency."""
    reading = _Reading(session, replace(asked, in_one=True), frozenset(_names(figures)))
    reading.add_movements()
    reading.add_counts()
    return list(reading.books.values())


def _names(figures: Iterable[Figure]) -> set[str]:
    return {name for figure in figures for name in (*figure.terms, *figure.over)}


def _measures(needed: frozenset[str]) -> list[str]:
    """Which of the cells' measures these names are made of: adding up what nobody reads is most of a page's time."""
    made_of = set(needed)
    for name in needed & BEFORE.keys():
        made_of |= BEFORE[name].keys()
    if needed & EXPECTED.keys():
        made_of |= STAKES.keys()
    return [name for name in MEASURES if name in made_of]


class _Reading:
    """Fills the books."""

    def __init__(self, session: Session, asked: Asked, needed: frozenset[str]) -> None:
        self.session, self.asked, self.needed = session, asked, needed
        self.books: dict[str, Book] = {}
        self.is_by_game = asked.is_of_play or bool(needed & EXPECTED.keys())
        self.providers = self._pairs(Integration.id, Integration.provider_id) if asked.by == "provider" else {}
        self.returns = self._pairs(Game.id, Game.theoretical_rtp_ppm) if needed & EXPECTED.keys() else {}
        self.expected = EXPECTED if needed & EXPECTED.keys() else {}
        self.measures = _measures(needed)
        with planned_once():
            self.since = session.execute(tail(asked, self.measures)).all()

    def add_movements(self) -> None:
        """To the lines, and these to their total."""
        for row in self._cells():
            self._add(self.line(row), row, (*self.measures, *self.expected))
        for row in (row for row in self.since if row.day >= self.asked.first):
            sums = self.line(row)
            self._add(sums, row, self.measures)
            if row.game_id in self.returns:
                staked = int(row.settled_stake_cash + row.settled_stake_bonus)
                sums["expected_of"] += staked
                sums["expected_win_ppm"] += staked * self.returns[row.game_id]
        for book in self.books.values():
            book.add_up()

    def add_what_stood(self) -> None:
        """What the cells of all days before come to; days then hand it on from one to the next."""
        is_by_day = self.asked.by == "day"
        key = () if is_by_day or self.asked.by == "currency" else (getattr(Cell, COLUMNS[self.asked.by]),)
        query = select(Cell.currency, *key, *summed(self.measures)).where(
            Cell.grain == "day", Cell.day < self.asked.first
        )
        query = query.where(*conditions(Cell, self.asked)).group_by(Cell.currency, *key)
        before = (row for row in self.since if row.day < self.asked.first)
        for row in [*self.session.execute(query), *before]:
            book = self._book(row.currency)
            for sums in (book.total,) if is_by_day else (book.total, self.line(row)):
                for name in self.needed & BEFORE.keys():
                    sums[name] += sum(weight * int(getattr(row, term)) for term, weight in BEFORE[name].items())

    def add_counts(self) -> None:
        for name, count in player_counts.COUNTED.items():
            if self.needed & {name, f"{name}_amount"}:
                self._add_counted(count(self.session, self.asked), name)

    def finished(self, currency: str) -> Book:
        """Its lines in order; by day each of them, the idle ones too, with what stood when it began."""
        book = self.books[currency]
        if self.asked.by == "day":
            book.tell_every_day(self.asked)
            if self.needed & BEFORE.keys():
                _hand_on(book)
        return book

    def line(self, row: AnyRow) -> Sums:
        key = self._key(row)
        return self._book(row.currency).lines[Grain(key, row.day, row.brand_id) if self.asked.in_one else key]

    def _key(self, row: AnyRow) -> Key:
        if self.asked.by == "currency":
            return row.currency
        key = getattr(row, COLUMNS[self.asked.by])
        return self.providers.get(key, 0) if self.asked.by == "provider" else key

    def _cells(self) -> Sequence[AnyRow]:
        """Those of the interval, summed by what is told apart, with what the catalogue says was to be won."""
        names = {"currency", COLUMNS.get(self.asked.by, "currency")}
        names |= {"day", "brand_id"} if self.asked.in_one else set()
        dimensions = [getattr(Cell, name) for name in sorted(names)]
        query = select(*dimensions, *summed(self.measures)).where(
            Cell.grain == ("detail" if self.is_by_game else "day"),
            Cell.day.between(self.asked.first, self.asked.last),
            *conditions(Cell, self.asked),
        )
        if self.expected:
            query = query.add_columns(*self.expected.values()).outerjoin(Game, Game.id == Cell.game_id)
        return self.session.execute(query.group_by(*dimensions)).all()

    def _add(self, sums: Sums, row: AnyRow, names: Iterable[str]) -> None:
        for name in names:
            sums[name] += int(getattr(row, name))

    def _add_counted(self, found: Iterable[player_counts.Counted], name: str) -> None:
        """A total of its own: who played on two days is one player."""
        for counted in found:
            book = self._book(counted.currency)
            sums = book.total if counted.is_total else book.lines[counted.key]
            sums[name] += counted.players
            sums[f"{name}_amount"] += counted.amount

    def _book(self, currency: str) -> Book:
        return self.books.setdefault(currency, Book(currency))

    def _pairs(self, key: Any, value: Any) -> dict[int, int]:
        return {row[0]: row[1] for row in self.session.execute(select(key, value))}


def _hand_on(book: Book) -> None:
    stood = {name: book.total[name] for name in BEFORE}
    for sums in book.lines.values():
        for name, terms in BEFORE.items():
            sums[name] = stood[name]
            stood[name] += sum(weight * sums[term] for term, weight in terms.items())
