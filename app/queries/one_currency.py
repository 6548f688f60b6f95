"""Figures of every currency in one: what a brand’s gaming day came to in a currency, at the rate of that day."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlalchemy.orm import Session

from app.money import Currency
from app.queries import currency_rates, figures
from app.queries.currency_rates import Rate
from app.queries.figures import Book, Sums
from app.reports.asked import Asked
from app.reports.figures import FIGURES, Figure, Unit

COUNTS = frozenset(name for figure in FIGURES.values() if figure.unit is Unit.COUNT for name in figure.terms)
Day = tuple[str, date]  # of a currency
NOTHING = Fraction(0)  # the factor of a day on which no money moved


@dataclass(frozen=True)
class InOne:
    """`book`: None where nothing happened, or a rate is missing. `missing`: the first day of a currency that no rate
    is known for. `older`: how many of a currency’s days had no rate of their own, and took the last one before."""

    book: Book | None = None
    missing: Mapping[str, date] = field(default_factory=dict[str, date])
    older: Mapping[str, int] = field(default_factory=dict[str, int])


def read(session: Session, asked: Asked, told: Iterable[Figure], base: str, known: Mapping[str, Currency]) -> InOne:
    """Every sum is rounded to the minor unit of `base` before it is added: lines come to their total exactly.

    `known`: every currency by its code.
    """
    found = figures.grains(session, asked, told)
    days = {(book.currency, grain.day) for book in found for grain, sums in book.lines.items() if _has_money(sums)}
    rates = _rates(session, asked, days, base)
    missing: dict[str, date] = {}
    for currency, day in sorted(day for day, rate in rates.items() if rate is None):
        missing.setdefault(currency, day)
    if missing or not found:
        return InOne(missing=missing)
    counting = {day: rate for day, rate in rates.items() if rate}
    older = Counter(currency for (currency, day), rate in counting.items() if rate.day < day)
    factors = {day: currency_rates.factor(known[day[0]], known[base], rate) for day, rate in counting.items()}
    return InOne(_added(found, factors, asked, base), older=older)


def _has_money(sums: Sums) -> bool:
    return any(value for name, value in sums.items() if name not in COUNTS)


def _rates(session: Session, asked: Asked, days: Collection[Day], base: str) -> Mapping[Day, Rate | None]:
    rates = currency_rates.rates_between(session, asked.first, asked.last, base)
    return {(currency, day): currency_rates.of_day(rates, currency, base, day) for currency, day in days}


def _added(found: Iterable[Book], factors: Mapping[Day, Fraction], asked: Asked, base: str) -> Book:
    one = Book(base)
    for book in found:
        for grain, sums in book.lines.items():
            line, factor = one.lines[grain.key], factors.get((book.currency, grain.day), NOTHING)
            for name, value in sums.items():
                is_as_it_is = not value or name in COUNTS
                line[name] += value if is_as_it_is else currency_rates.worth(value, factor)
    if asked.by == "day":
        one.tell_every_day(asked)
    one.add_up()
    return one
