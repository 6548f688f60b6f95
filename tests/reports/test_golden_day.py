"""Every figure of the golden day is the one that was worked out by hand, folded or not."""

from datetime import date
from fractions import Fraction

import pytest

from app.queries import figures
from app.queries.report_sources import snapshot
from app.reports.asked import Asked
from app.reports.figures import FIGURES
from tests.reports import golden


@pytest.fixture(params=["as it happened", "folded", "folded one by one"])
def days(app, casino, request):
    """Asks for figures after the golden day."""
    golden.happen(casino)
    if request.param != "as it happened":
        casino.fold(1 if "one by one" in request.param else 10_000)

    def read(first, last, **more):
        asked = Asked(date.fromisoformat(first), date.fromisoformat(last), **more)
        with app.app_context(), snapshot() as session:
            return {book.currency: book for book in figures.books(session, asked, FIGURES.values())}

    return read


def told(sums, names):
    return {name: FIGURES[name].of(sums) for name in names}


def expected(figures):
    return {name: Fraction(*value) if isinstance(value, tuple) else value for name, value in figures.items()}


@pytest.mark.parametrize(
    ("brand", "day", "by_hand"),
    [("norrsken", day, by_hand) for day, by_hand in golden.NORRSKEN.items()]
    + [("lagoon", day, by_hand) for day, by_hand in golden.LAGOON.items()],
)
def test_every_figure_of_a_day_is_the_one_worked_out_by_hand(days, brand, day, by_hand):
    book = days(day, day, brand=brand)["EUR"]
    assert told(book.total, by_hand) == expected(by_hand)
    assert told(book.lines[date.fromisoformat(day)], by_hand) == expected(by_hand)


def test_yesterdays_closing_liability_is_todays_opening(days):
    for brand, by_hand in (("norrsken", golden.NORRSKEN), ("lagoon", golden.LAGOON)):
        lines = days("2026-03-08", "2026-03-12", brand=brand)["EUR"].lines
        closings = [FIGURES["liability_closing"].of(sums) for sums in lines.values()]
        openings = [FIGURES["liability_opening"].of(sums) for sums in lines.values()]
        assert openings[1:] == closings[:-1]
        for day, figures_of_day in by_hand.items():
            assert told(lines[date.fromisoformat(day)], figures_of_day) == expected(figures_of_day)
