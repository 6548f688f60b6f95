"""What stands above every report: of when it is, for whom days begin when, what is left out, and how fresh it is."""

import pytest
from sqlalchemy import text

from app.queries import report_sources
from app.queries.report_sources import TakesTooLong, snapshot
from tests.reports import golden
from tests.screens.queries import counted
from tests.screens.strict import open_page

DAY = "first=2026-03-10&last=2026-03-10"
PAGES = ("/reports", "/reports/figures/ggr_settled", "/reports/figures/ggr_settled/rows")
MOST_QUERIES = {"/reports": 12, "/reports/figures/ggr_settled": 12, "/reports/figures/ggr_settled/rows": 19}


def head(page):
    labels, texts = page.texts(".report-head dt"), page.texts(".report-head dd")
    return dict(zip(labels, texts, strict=True))


@pytest.mark.parametrize("path", PAGES)
def test_a_report_says_what_it_is_of_when_and_by_which_definitions(played, finn, path):
    told = head(open_page(finn.client, f"{path}?{DAY}&currency=EUR&country=SE"))
    assert told["Interval"] == "10 Mar 2026"
    assert told["Gaming days"] == (
        "Lagoon: 10 Mar 2026, 00:00 to 11 Mar 2026, 00:00, Asia/Tokyo; "
        "Norrsken: 10 Mar 2026, 06:00 to 11 Mar 2026, 06:00, Europe/Stockholm"
    )
    assert told["Licence"] == "n, a"
    assert told["Filters"] == "Currency is EUR; Country is SE"
    assert told["Generated"].endswith("UTC")
    assert told["As of"].endswith("0 calls since read one by one")
    assert told["Definition"] == ("version 1 of all" if path == "/reports" else "ggr_settled, version 1")
    assert told["Left out"] == "Test players"


def test_days_over_a_change_of_the_clocks_are_told_by_the_clock(played, finn):
    told = head(open_page(finn.client, "/reports?first=2026-03-29&last=2026-03-29&brand=norrsken"))
    assert told["Gaming days"] == "Norrsken: 29 Mar 2026, 06:00 to 30 Mar 2026, 06:00, Europe/Stockholm"
    assert told["Filters"] == "Brand is Norrsken"
    assert head(open_page(finn.client, "/reports?first=2026-03-28&last=2026-03-29"))["Interval"] == (
        "28 Mar 2026 to 29 Mar 2026, both included"
    )


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_report_has_its_head_and_says_that_nothing_happened(played, finn, path):
    page = open_page(finn.client, f"{path}?first=2026-01-01&last=2026-01-01&currency=EUR")
    assert page.texts("[data-state=no_activity] b") == ["No activity"]
    assert head(page)["Interval"] == "01 Jan 2026"
    assert page.soup.select("table") == []


def test_what_is_not_folded_is_counted_in_the_head(casino, finn):
    golden.happen(casino)
    assert head(open_page(finn.client, f"/reports?{DAY}"))["As of"].endswith(" 23 calls since read one by one")


@pytest.mark.parametrize("path", [*PAGES, "/reports/figures/actives/rows"])
def test_while_an_import_is_added_up_a_page_says_how_far_behind_it_is(casino, finn, monkeypatch, path):
    golden.happen(casino)
    monkeypatch.setattr(report_sources, "MOST_READ", 19)
    page = open_page(finn.client, f"{path}?{DAY}&currency=EUR")
    assert page.status == 200
    assert page.state == "behind"
    assert "Still to be added up: 23 calls" in " ".join(page.texts("[data-state=behind]"))
    casino.fold()
    assert open_page(finn.client, f"{path}?{DAY}&currency=EUR").soup.select("table")


def test_the_dashboard_says_so_too(casino, finn, monkeypatch):
    golden.happen(casino)
    monkeypatch.setattr(report_sources, "MOST_READ", 19)
    page = open_page(finn.client, "/dashboard")
    assert page.status == 200
    assert "Still to be added up: 23 calls" in " ".join(page.texts("[data-state=behind]"))


def test_a_report_that_takes_too_long_says_why_and_what_to_do(app, played):
    """The database gives up by itself."""
    slow = text("select count(*) from generate_series(1, 100000000)")

    def read():
        with app.app_context(), snapshot() as session:
            session.execute(text("set local statement_timeout = '20ms'"))
            session.execute(slow)

    with pytest.raises(TakesTooLong, match="ask for fewer days") as found:
        read()
    assert found.value.status == 503
    assert "0 calls that came since" in found.value.message


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_the_database_a_fixed_number_of_times(app, played, finn, path):
    finn.get(f"{path}?{DAY}")
    with counted(app) as statements:
        assert finn.get(f"{path}?{DAY}&currency=EUR").status_code == 200
    assert len(statements) <= MOST_QUERIES[path], len(statements)


def test_rows_are_told_page_by_page(casino, finn):
    """A hundred and one deposits are three pages."""
    player = casino.register("10 08:00")
    for _ in range(101):
        casino.deposit("10 09:00", player, 100)
    address = f"/reports/figures/deposits/rows?{DAY}&currency=EUR"
    told = []
    for _ in range(3):
        page = open_page(finn.client, address)
        told += page.texts(".pager .number")
        address = page.soup.find("a", string="Next")["href"] if page.soup.find("a", string="Next") else ""
    assert told == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    assert address == ""
    assert open_page(finn.client, f"/reports/figures/first_deposits/rows?{DAY}&currency=EUR").texts(
        ".pager .number"
    ) == ["Page 1 of 1"]
