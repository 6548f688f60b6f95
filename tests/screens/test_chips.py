"""A chip says what was filtered by, letter for letter: an id that is read out wrong finds nothing."""

import pytest
from werkzeug.datastructures import MultiDict

from app.web.tables import chips
from blueprints.games.forms import RoundFilters
from blueprints.reports.forms import FigureFilters

PLAYER = "pl_01M88FHA50FRBR24RV6R09T0MS"


def test_an_id_is_shown_as_it_is_and_a_moment_as_moments_are(app):
    asked = {"player": PLAYER, "reference": "T-800", "opened_from": "2026-11-25T04:00"}
    with app.test_request_context(query_string=asked):
        shown = {chip.name: chip.text for chip in chips(RoundFilters(MultiDict(asked)), RoundFilters.RELATIONS)}
    assert shown == {"player": PLAYER, "reference": "T-800", "opened_from": "25 Nov 2026 04:00"}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-03-10T09:05:07", "10 Mar 2026 09:05:07"), ("2026-03-10T00:00:00", "10 Mar 2026 00:00"),
        ("2026-03-10", "10 Mar 2026"), ("2026-13-10", "2026-13-10"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_a_moment_reads_as_far_as_it_was_given(app, typed, shown):
    with app.test_request_context():
        (chip,) = chips(RoundFilters(MultiDict({"opened_to": typed})), RoundFilters.RELATIONS)
    assert chip.text == shown


def test_a_day_reads_as_days_do(app):
    with app.test_request_context():
        (chip,) = chips(FigureFilters(MultiDict({"first": "2026-11-22"})), FigureFilters.RELATIONS)
    assert chip.text == "22 Nov 2026"
