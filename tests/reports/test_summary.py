"""The daily summary: what it shows, how it is narrowed, and what each figure opens."""

import pytest

from tests.cast import hire, sign_in
from tests.reports.pages import total
from tests.screens.strict import open_page

DAY = "first=2026-03-10&last=2026-03-10"


def test_each_part_shows_its_figures_of_the_day(played, finn):
    play = total(open_page(finn.client, f"/reports?{DAY}&brand=norrsken"))
    assert play["GGR, settled"] == "−€15.00"
    assert (play["RTP, actual"], play["Rounds"]) == ("106.85 %", "6")
    money = total(open_page(finn.client, f"/reports?{DAY}&brand=norrsken&section=money"))
    assert (money["Liability, opening"], money["Liability, closing"]) == ("€100.00", "€70.00")
    players = total(open_page(finn.client, f"/reports?{DAY}&brand=norrsken&section=players&currency=EUR"))
    assert (players["Active players"], players["First deposits, amount"]) == ("2", "€50.00")


@pytest.mark.parametrize("by", ["day", "brand", "provider", "game", "country", "currency"])
@pytest.mark.parametrize("section", ["play", "money", "players"])
def test_it_is_told_apart_in_every_way(played, finn, by, section):
    page = open_page(finn.client, f"/reports?{DAY}&by={by}&section={section}")
    assert page.status == 200
    assert total(page)


def test_every_figure_opens_its_definition_and_the_same_value(played, finn):
    for section in ("play", "money", "players"):
        for link in open_page(finn.client, f"/reports?{DAY}&section={section}").soup.select("tr.total a"):
            page = open_page(finn.client, link["href"])
            assert page.status == 200
            assert page.texts("tr.total td.number") == [link.get_text()]
            assert "What it means" in page.texts("h2")


def test_where_nothing_happened_it_says_so(played, finn):
    page = open_page(finn.client, "/reports?first=2026-01-01&last=2026-01-01")
    assert page.texts("[data-state=no_activity] b") == ["No activity"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("first=yesterday", "Write it as 2026-11-23."),
        ("last=2026-02-30", "Write it as 2026-11-23."),
        ("first=2026-03-10&last=2026-03-09", "It lies before the first day."),
        ("first=2024-01-01&last=2026-03-09", "At most 366 days at once."),
        ("country=Sweden", "At most 2 characters."),
        ("country=se", "Two capital letters, as SE."),
        ("brand=nowhere", "Not a valid choice."),
    ],
)
def test_what_cannot_be_read_is_named(played, finn, query, problem):
    for path in ("/reports", "/reports/figures/deposits"):
        page = open_page(finn.client, f"{path}?{query}")
        assert page.status == 200
        assert problem in " ".join(page.texts("[data-state=failed] p"))


def test_there_is_no_figure_but_those_defined(played, finn):
    assert open_page(finn.client, "/reports/figures/profit").status == 404


def test_whoever_works_for_one_brand_sees_no_figure_of_another(app, played):
    ada = sign_in(app, hire(app, "ada", "finance"))
    lagoon = played.ids["brand", "lagoon"]
    played.owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [lagoon, ada.id])
    shown = total(open_page(ada.client, f"/reports?{DAY}"))
    assert shown["Turnover, cash"] == "€5.00"
