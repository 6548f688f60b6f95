"""A chip says what was filtered by, letter for letter: an id that is read out wrong finds nothing."""

from werkzeug.datastructures import MultiDict

from app.web.tables import chips
from blueprints.games.forms import RoundFilters

PLAYER = "pl_01M88FHA50FRBR24RV6R09T0MS"


def test_an_id_is_shown_as_it_is_and_a_moment_without_its_t(app):
    asked = {"player": PLAYER, "reference": "T-800", "opened_from": "2026-11-25T04:00"}
    with app.test_request_context(query_string=asked):
        shown = {chip.name: chip.text for chip in chips(RoundFilters(MultiDict(asked)), RoundFilters.RELATIONS)}
    assert shown == {"player": PLAYER, "reference": "T-800", "opened_from": "2026-11-25 04:00"}
