"""What a report tells: each currency by itself, or all in the reporting currency where every rate is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from app.money import Currency
from app.queries import figure_names, figures, one_currency
from app.queries.figures import Book
from app.queries.one_currency import InOne
from app.reports.asked import Asked
from app.reports.figures import Figure
from app.services import currency_rates
from blueprints.reports import shown

BY_WHICH_RATES = (
    "each brand’s sums of a gaming day at the rate of that day, rounded to the minor unit, so that columns add up"
)


@dataclass(frozen=True)
class Told:
    """`asked`: as it could be told. `said`: by which rates, or why by none; "" where each currency is by itself.

    `missing`: the first day of a currency that no rate is known for.
    """

    asked: Asked
    books: Sequence[Book]
    currencies: Mapping[str, Currency]
    said: str = ""
    missing: Mapping[str, date] = field(default_factory=dict[str, date])


def read(session: Session, asked: Asked, wanted: Sequence[Figure]) -> Told:
    """The figures of `wanted` that can be told; in separate currencies too where a rate is missing."""
    currencies = figure_names.currencies(session)
    if asked.in_one:
        base = currency_rates.reporting_currency()
        found = one_currency.read(session, asked, _tellable(wanted, asked), base, currencies)
        if not found.missing:
            return Told(asked, [found.book] if found.book else [], currencies, by_rates(base, found))
        asked = replace(asked, in_one=False)
        said = f"each by itself, not all in {base}: {without_rate(found.missing)}"
        return Told(asked, figures.books(session, asked, _tellable(wanted, asked)), currencies, said, found.missing)
    return Told(asked, figures.books(session, asked, _tellable(wanted, asked)), currencies)


def _tellable(wanted: Sequence[Figure], asked: Asked) -> list[Figure]:
    return [each for each in wanted if shown.is_told_of(each, asked)]


def by_rates(base: str, found: InOne) -> str:
    """“all in EUR: …; days without a rate, told at the last one before: JPY 1, SEK 2”."""
    older = ", ".join(f"{code} {days}" for code, days in sorted(found.older.items()))
    said = f"all in {base}: {BY_WHICH_RATES}"
    return f"{said}; days without a rate, told at the last one before: {older}" if older else said


def without_rate(missing: Mapping[str, date]) -> str:
    """“no rate of SEK is known for 09 Mar 2026 or before”."""
    days = [f"no rate of {code} is known for {day:%d %b %Y} or before" for code, day in sorted(missing.items())]
    return "; ".join(days)
