"""Charts, differences and what a removed filter brings back: figures, not looks."""

import pytest
from werkzeug.datastructures import MultiDict

from app.web.charts import HEIGHT, Point, chart
from app.web.differences import between
from app.web.tables import Chip, with_what_returns
from tests.screens.strict import open_page


def points(*values):
    return [Point(str(value), value, f"€{value}", "/rows") for value in values]


def test_a_bar_is_as_high_as_its_share_of_a_round_figure():
    drawn = chart(points(25, 100, 0))
    assert [each.height for each in drawn.points] == [HEIGHT / 4, HEIGHT, 0]
    assert drawn.grid[-1] == (0, "100")
    assert drawn.grid[0] == (HEIGHT, "0")


@pytest.mark.parametrize(
    ("highest", "top"), [(101, "200"), (201, "250"), (300, "500"), (16_240, "20,000"), (0.3, "0.5"), (0, "1")]
)
def test_the_grid_ends_at_the_next_round_figure(highest, top):
    assert chart(points(highest)).grid[-1][1] == top


def test_what_is_below_zero_hangs_from_it():
    drawn = chart(points(300, -100))
    assert [figure for _, figure in drawn.grid] == ["−100", "0", "100", "200", "300"]
    assert drawn.zero == 150
    assert [(each.top, each.height) for each in drawn.points] == [(0, 150), (200, 50)]


def test_what_it_is_compared_with_shares_the_scale_and_goes_on_after_it():
    drawn = chart(points(50), behind=[100, 25])
    assert drawn.behind == "M25.00 0.00L75.00 150.00"
    assert [(each.middle, each.top) for each in drawn.points] == [(25, 100)]


def test_points_lie_side_by_side_within_the_field():
    drawn = chart(points(*range(1, 25)))
    assert all(each.left >= 0 and each.left + each.width <= 100 for each in drawn.points)
    assert drawn.every == 3


def test_each_point_leads_somewhere_and_the_table_says_the_same(pia):
    drawn = open_page(pia.client, "/styleguide/reports").soup.select_one(".report .chart")
    table = open_page(pia.client, "/styleguide/reports?as=table").soup.select(".report tbody td")
    assert drawn.select_one("a")["aria-label"] == f"03:00: {table[0].get_text()}"
    assert len(drawn.select("a[href]")) == len(table) == 12


def test_what_is_the_same_is_no_difference_and_what_is_gone_is_none():
    found = between({"a": "1", "b": "2"}, {"b": "2", "c": "3"})
    assert [(line.field, line.old, line.new, line.has_changed) for line in found] == [
        ("a", "1", None, True),
        ("b", "2", "2", False),
        ("c", None, "3", True),
    ]


def test_a_removed_filter_is_counted_with_the_others_still_on(app):
    chips = [Chip("A", "is", "1", "/", "a"), Chip("B", "is", "2", "/", "b")]
    with app.test_request_context("/?a=1&b=2&b=3"):
        found = with_what_returns(chips, lambda rest: str(sorted(rest.items(multi=True))))
    assert [chip.brings for chip in found] == [
        str(sorted(MultiDict([("b", "2"), ("b", "3")]).items(multi=True))),
        "[('a', '1')]",
    ]


def test_a_look_at_a_record_is_in_the_address(pia):
    page = open_page(pia.client, "/styleguide/finding")
    assert page.soup.select_one("#peek").get_text().strip() == ""
    link = page.soup.select_one("[data-peek]")["href"]
    assert open_page(pia.client, link).texts("#peek h2") == ["Dmitri Sokolov"]
