"""Between any two moments the sums are those of the calls between them, folded or not."""

from datetime import date, timedelta

import pytest

from app.queries import live_figures
from app.queries.report_sources import MEASURES, snapshot
from app.reports.asked import Asked
from tests.reports import golden
from tests.reports.casino import moment

ASKED = Asked(date(2026, 3, 10), date(2026, 3, 10), currency="EUR")
MOMENTS = ["09 12:00", "10 04:59", "10 05:00", "10 08:07", "10 08:15", "10 08:31", "10 11:00", "10 12:41", "11 06:01"]
TRUTH = f"""
select {", ".join(f"coalesce(sum({name}), 0)::bigint as {name}" for name in MEASURES)}
  from report.movement where currency = 'EUR' and occurred_at >= %s and occurred_at < %s
"""


@pytest.fixture(params=[0, 9, 10_000])
def played(casino, request):
    golden.happen(casino)
    if request.param:
        casino.one("select report.fold_calls(%s)", request.param)
    return casino


def test_between_two_moments_is_what_happened_between_them(app, played):
    at = [moment(text) for text in MOMENTS]
    for first, until in ((one, other) for one in at for other in at if one < other):
        truth = played.one(TRUTH, first, until)._asdict()
        with app.app_context(), snapshot() as session:
            found = live_figures.between(session, first, until, ASKED).get("EUR", {})
        assert {name: found.get(name, 0) for name in MEASURES} == truth, (first, until)


def test_hours_come_to_the_whole(app, played):
    first, until = moment("10 05:00"), moment("11 05:00")
    with app.app_context(), snapshot() as session:
        hours = live_figures.by_hour(session, first, until, ASKED)["EUR"]
        whole = live_figures.between(session, first, until, ASKED)["EUR"]
    for name in MEASURES:
        assert sum(sums[name] for sums in hours.values()) == whole[name], name
    assert {(hour - first) % timedelta(hours=1) for hour in hours} == {timedelta()}
