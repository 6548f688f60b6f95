"""The rows behind a figure come to it, to the minor unit, however it is narrowed and whether it is folded or not."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial

import pytest

from app.queries import figure_calls, figure_players, figure_ways, figures
from app.queries.figures import BEFORE
from app.queries.keyset import Window
from app.queries.report_sources import snapshot
from app.reports.asked import Asked
from app.reports.figures import FIGURES, Unit
from tests.cast import hire, sign_in
from tests.reports import golden
from tests.screens.strict import open_page

WAYS = (
    {"brand": "norrsken"}, {"brand": "lagoon"}, {"country": "FI"}, {"country": "JP"}, {"game": "wheel"},
    {"provider": "comet"}, {"provider": "northlight", "country": "SE"}, {},
)  # fmt: skip
INTERVALS = (("10", "10"), ("09", "11"))
OF_CALLS = [figure for figure in FIGURES.values() if figure_calls.is_of_calls(figure)]


@pytest.fixture(params=[0, 9, 10_000])
def played(casino, request):
    """Not folded, folded in part, folded."""
    golden.happen(casino)
    if request.param:
        casino.one("select report.fold_calls(%s)", request.param)
    return casino


def every_row(list_page, size):
    """Of all pages, forwards, and the same backwards."""
    found, window = [], Window(size=size)
    while True:
        page = list_page(window)
        found += page.rows
        if page.next is None:
            break
        window = Window(after=page.next, size=size)
    backwards = list(page.rows)
    while page.previous is not None:
        page = list_page(Window(before=page.previous, size=size))
        backwards = [*page.rows, *backwards]
    assert backwards == found
    return found


def value_of(figure, sums):
    """What its calls must come to: without what stood before."""
    return figure.of({name: value for name, value in sums.items() if name not in BEFORE})


def of_all_ways(interval):
    first, last = (date.fromisoformat(f"2026-03-{day}") for day in interval)
    return [Asked(first, last, currency="EUR", **way) for way in WAYS]


@pytest.mark.parametrize("interval", INTERVALS)
def test_calls_come_to_their_figure(app, played, interval):
    for asked in of_all_ways(interval):
        for figure in OF_CALLS:
            with app.app_context(), snapshot() as session:
                found = figures.books(session, asked, [figure])
                ways = figure_ways.ways(session, asked, figure)
                if asked.is_of_play and not figure.by_game:
                    assert not ways  # a payment is of no game
                    continue
                rows = every_row(partial(figure_calls.listed, session, ways), size=4)
                checked = figure_calls.checked(session, asked, ways)
            above, below = sum(row.above for row in rows), sum(row.below for row in rows)
            assert (checked.calls, checked.above, checked.below) == (len(rows), above, below)
            expected = value_of(figure, found[0].total) if found else (None if figure.unit is Unit.SHARE else 0)
            assert (Fraction(above, below) if below else None) == expected if figure.over else above == expected


@pytest.mark.parametrize("name", figure_players.ROWS)
def test_players_who_are_listed_are_as_many_as_are_counted(app, played, name):
    for asked in (asked for interval in INTERVALS for asked in of_all_ways(interval) if not asked.is_of_play):
        wanted = replace(asked, currency="") if name == "registrations" else asked
        with app.app_context(), snapshot() as session:
            found = figures.books(session, wanted, [FIGURES[name]])
            rows = every_row(partial(figure_players.listed, session, wanted, name), size=1)
        assert len(rows) == sum(book.total[name] for book in found)
        assert len({row.id for row in rows}) == len(rows)


@pytest.fixture
def finn(app, casino):
    golden.happen(casino)
    return sign_in(app, hire(app, "finn"))


def test_a_page_shows_the_figure_its_calls_and_that_they_come_to_it(finn):
    query = "first=2026-03-10&last=2026-03-10&brand=norrsken&currency=EUR"
    page = open_page(finn.client, f"/reports/figures/ggr_settled/rows?{query}")
    assert page.heading == "GGR, settled −€15.00"
    assert page.texts("#checked") == ["7 calls add up to −€15.00, one by one."]
    share = open_page(finn.client, f"/reports/figures/rtp_actual/rows?{query}")
    assert share.texts("#checked") == ["7 calls add up to +€234.00 (wins) and +€219.00 (stakes), one by one."]
    liability = open_page(finn.client, f"/reports/figures/liability_closing/rows?{query}")
    assert "€100.00 stood when the interval began" in " ".join(liability.texts("p"))


def test_every_figure_has_a_page_of_rows(finn):
    for figure in FIGURES:
        for query in ("", "?first=2026-03-09&last=2026-03-11", "?first=2026-03-09&last=2026-03-11&currency=EUR"):
            assert open_page(finn.client, f"/reports/figures/{figure}/rows{query}").status == 200
        assert finn.get(f"/reports/figures/{figure}/rows?after=nonsense&currency=EUR").status_code == 404


def test_whoever_may_see_no_rows_is_told_so_and_led_to_none(app, casino):
    golden.happen(casino)
    grace = sign_in(app, hire(app, "grace"))
    page = open_page(grace.client, "/reports/figures/deposits?first=2026-03-10&last=2026-03-10")
    assert page.state == "no_right"
    assert page.soup.select("td.number a") == []
    assert open_page(grace.client, "/reports/figures/deposits/rows").status == 403


def test_registrations_are_narrowed_to_no_currency(finn):
    address = "/reports/figures/registrations/rows?first=2026-03-10&last=2026-03-10"
    every, narrowed = (open_page(finn.client, address + more) for more in ("", "&currency=EUR"))
    assert narrowed.heading == every.heading == f"Registrations {len(narrowed.soup.select('tbody tr'))}"
    assert narrowed.heading != "Registrations 0"
