"""A definition says everything about a figure, and the document for readers says the same."""

import re
from pathlib import Path

import pytest

from app.queries.figures import BEFORE, EXPECTED
from app.queries.player_counts import COUNTED
from app.queries.report_sources import MEASURES
from app.reports.figures import FIGURES, SECTIONS, VERSION, Unit

DOCUMENT = (Path(__file__).parents[2] / "docs/reports.md").read_text()
ROW = re.compile(r"^\| ([^|]+) \| `([a-z0-9_]+)` \| (\d+) \| (\w+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
KNOWN = {*MEASURES, *BEFORE, *EXPECTED, *COUNTED, *(f"{name}_amount" for name in COUNTED)}


def test_the_document_tells_every_definition_as_it_is():
    told = [tuple(row) for row in ROW.findall(DOCUMENT)]
    assert told == [
        (each.name, each.id, str(each.version), each.unit.value, each.formula, each.basis.value)
        for section in SECTIONS.values()
        for each in section
    ]
    assert f"## Definitions, version {VERSION}\n" in DOCUMENT


def test_no_two_figures_share_an_id_or_a_name():
    figures = [each for section in SECTIONS.values() for each in section]
    assert len({each.id for each in figures}) == len({each.name for each in figures}) == len(figures) == len(FIGURES)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_a_figure_is_made_of_sums_that_there_are(figure):
    assert {*figure.terms, *figure.over} <= KNOWN
    assert figure.terms
    assert bool(figure.over) == (figure.unit is Unit.SHARE)
