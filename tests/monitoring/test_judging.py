"""What a figure means, with a pen."""

import pytest

from app.checks.catalogue import CHECKS, GROUPS
from app.checks.judging import judged
from app.errors import Invalid
from app.settings import Bounds
from tests.monitoring.samples import THRESHOLD

BOUNDS = Bounds(50, 100)


@pytest.mark.parametrize(
    ("figure", "before", "after"),
    [
        (49.9, "fine", "fine"),
        (50, "fine", "warning"),
        (99, "warning", "warning"),
        (100, "fine", "failing"),
        (81, "failing", "failing"),  # between the eased threshold and the threshold: as before
        (80, "failing", "warning"),
        (41, "warning", "warning"),
        (40, "warning", "fine"),
        (41, "fine", "fine"),
        (10, "failing", "fine"),
        (None, "fine", "unknown"),
        (None, "failing", "failing"),  # nobody can say that it is over
    ],
)
def test_a_state_is_left_only_well_below_its_threshold(figure, before, after):
    assert judged(figure, BOUNDS, before) == after


def test_one_of_something_is_over_when_there_is_none():
    assert [judged(figure, Bounds(1, 20), "warning") for figure in (1, 0)] == ["warning", "fine"]


@pytest.mark.parametrize("text", ["", "5", "0 / 5", "9 / 5", "5 / x", "-1 / 5", "5 / 9 %"])
def test_a_threshold_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(Invalid, match=r"write two whole numbers of %, .* such as “5 / 9”"):
        THRESHOLD.parsed(text)


def test_a_threshold_is_written_in_one_way():
    assert [THRESHOLD.written(THRESHOLD.parsed(text)) for text in ("5/9", " 5 / 9 ", "5 /9")] == ["5 / 9"] * 3


def test_each_check_has_a_name_of_its_own_a_part_of_the_house_and_says_what_to_do():
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert {check.group for check in CHECKS} == set(GROUPS)
    assert all(check.advice.endswith(".") for check in CHECKS)
    assert {check.threshold.key for check in CHECKS} == {
        f"monitoring.{check.name.replace('.', '_')}" for check in CHECKS
    }
