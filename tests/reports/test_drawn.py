"""A figure is drawn by day, one currency at a time: what is below zero hangs below it, and each bar says its figure."""

import pytest

from tests.screens.strict import open_page

DAYS = "first=2026-03-09&last=2026-03-11"


def bars(page):
    """Each bar’s words, where it begins from above, and how high it is."""
    found = page.soup.select(".chart a")
    shapes = [each.select_one(".bar") for each in found]
    return [
        (each["aria-label"], float(shape["y"]), float(shape["height"]))
        for each, shape in zip(found, shapes, strict=True)
    ]


def test_losses_hang_below_zero_and_nothing_has_no_height(played, finn):
    page = open_page(finn.client, f"/reports/figures/ggr_settled?{DAYS}&brand=norrsken")
    nothing, lost, less = bars(page)
    assert [each[0] for each in (nothing, lost, less)] == ["09 Mar: €0.00", "10 Mar: −€15.00", "11 Mar: −€7.00"]
    assert nothing[1:] == (0, 0)
    assert lost[1] == less[1] == 0
    assert lost[2] / less[2] == pytest.approx(15 / 7)
    assert page.texts("#drawn-title") == ["GGR, settled by day, in EUR"]


def test_a_bar_leads_to_the_rows_of_its_day(played, finn):
    page = open_page(finn.client, f"/reports/figures/deposits?{DAYS}&brand=norrsken")
    address = page.soup.select(".chart a")[1]["href"]
    assert open_page(finn.client, address).heading == "Deposits €50.00"


def test_whoever_reads_no_rows_is_led_to_the_summary_of_the_day(played, grace):
    page = open_page(grace.client, f"/reports/figures/deposits?{DAYS}&brand=norrsken")
    summary = open_page(grace.client, page.soup.select(".chart a")[1]["href"])
    assert (summary.status, summary.heading) == (200, "Daily summary")


def test_a_share_of_nothing_says_so(played, finn):
    page = open_page(finn.client, f"/reports/figures/rtp_actual?{DAYS}&brand=norrsken")
    assert [each[0] for each in bars(page)] == ["09 Mar: nothing to divide by", "10 Mar: 106.85 %", "11 Mar: 0.00 %"]


def test_each_currency_is_drawn_by_itself(played, finn):
    swede = played.register("10 08:00", currency="SEK")
    played.deposit("10 09:00", swede, 12_300, "SEK")
    address = f"/reports/figures/deposits?{DAYS}&brand=norrsken"
    page = open_page(finn.client, address)
    assert [each[0] for each in bars(page)][1] == "10 Mar: €50.00"
    page = open_page(finn.client, page.link("SEK"))
    assert [each[0] for each in bars(page)][1] == "10 Mar: SEK 123.00"


def test_what_is_told_by_something_else_than_days_is_not_drawn(played, finn):
    assert open_page(finn.client, f"/reports/figures/deposits?{DAYS}&by=brand").soup.select(".chart") == []
