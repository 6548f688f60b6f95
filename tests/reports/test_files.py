"""Reports as files: the same numbers as on the page, exact as of the moment they state, for whoever may."""

import io
from decimal import Decimal
from zipfile import ZipFile

import pytest

from tests.cast import hire, sign_in
from tests.exports.files import fetched, lines
from tests.exports.test_memory import MOST_MEGABYTES, WORK
from tests.platform import processes
from tests.reports import golden
from tests.screens.strict import open_page, said

DAY = "first=2026-03-10&last=2026-03-10"
DAYS = "first=2026-03-09&last=2026-03-11"
ROWS = 20_000
DEPOSITS = """
select count(ledger.deposit(%s, 'many ' || n, %s, 'EUR', 100, '2026-03-10 09:00+00'))
  from generate_series(1, %s) n
"""


def number(text):
    """What a page shows, as a file says it."""
    return text.replace("−", "-").replace("€", "").replace(",", "").replace(" %", "").replace("–", "").strip()


def drawn(page):
    """Every line of the page, as the texts of its figures."""
    return [
        [number(said(cell)) for cell in row.select("td.number")] for row in page.soup.select("tbody tr:not(.group)")
    ]


@pytest.mark.parametrize("by", ["day", "brand", "game"])
@pytest.mark.parametrize("section", ["play", "money", "players"])
def test_a_summary_in_a_file_is_the_one_on_the_page(played, finn, take_out, by, section):
    query = f"{DAYS}&by={by}&section={section}&currency=EUR"
    page = open_page(finn.client, f"/reports?{query}")
    about, titles, *found = lines(finn, take_out(finn, "/reports", query))
    assert [row[2:] for row in found] == drawn(page)
    assert [title.removesuffix(", %") for title in titles[2:]] == page.texts("thead th")[1:]
    assert found[-1][:2] == ["Total", "EUR"]
    marks = dict(mark.split(": ", 1) for mark in about)
    assert marks["Report"] == f"Daily summary, {section}"
    assert marks["Interval"] == "09 Mar 2026 to 11 Mar 2026, both included"
    assert marks["Definition"] == "version 1 of all"
    assert "0 calls since read one by one" in marks["As of"]
    assert "Currency is EUR" in marks["Filters"]


def test_one_figure_in_a_file_is_worked_out_by_hand(played, finn, take_out):
    _, titles, *found = lines(finn, take_out(finn, "/reports/figures/ggr_settled", f"{DAYS}&brand=norrsken"))
    assert titles == ["Day", "Currency", "GGR, settled"]
    assert found == [
        ["2026-03-09", "EUR", "0.00"],
        ["2026-03-10", "EUR", "-15.00"],
        ["2026-03-11", "EUR", "-7.00"],
        ["Total", "EUR", "-22.00"],
    ]


def test_rows_in_a_file_come_to_the_figure_that_stands_above_them(casino, finn, take_out):
    """Not folded: what came since is in it too."""
    golden.happen(casino)
    query = f"{DAY}&brand=norrsken&currency=EUR"
    about, titles, *found = lines(finn, take_out(finn, "/reports/figures/ggr_settled/rows", query))
    assert sum(Decimal(row[titles.index("GGR, settled")]) for row in found) == Decimal("-15.00")
    assert len(found) == 7
    assert "GGR, settled: -15.00 EUR" in about
    assert "Rows: 7" in about
    shares = lines(finn, take_out(finn, "/reports/figures/rtp_actual/rows", query))
    assert [sum(Decimal(row[-2:][part]) for row in shares[2:]) for part in (0, 1)] == [Decimal(234), Decimal(219)]
    _, titles, *players = lines(finn, take_out(finn, "/reports/figures/actives/rows", query))
    assert titles == ["Player", "Currency", "Staked from cash"]
    assert len(players) == 2


def test_a_report_of_nothing_says_so_in_its_file(played, finn, take_out):
    for address in ("/reports", "/reports/figures/deposits/rows"):
        about, _, *found = lines(finn, take_out(finn, address, "first=2026-01-01&last=2026-01-01"))
        assert found == [["No activity"]]
        assert "Interval: 01 Jan 2026" in about


def test_a_spreadsheet_keeps_the_head_on_a_sheet_of_its_own_and_formulas_inert(played, finn, take_out):
    played.owner.execute("update game set name = '=1+1' where code = 'slot'")
    _, titles, *found = lines(finn, take_out(finn, "/reports/figures/ggr_settled/rows", f"{DAY}&game=slot"))
    assert {row[titles.index("Game")] for row in found} == {"'=1+1"}
    with ZipFile(io.BytesIO(fetched(finn, take_out(finn, "/reports", f"{DAY}&brand=norrsken", "xlsx")))) as book:
        assert "Gaming days" in book.read("xl/worksheets/sheet1.xml").decode()
        assert "-15" in book.read("xl/worksheets/sheet2.xml").decode()


def test_whoever_may_not_takes_nothing_out(app, played, finn, take_out):
    grace, sue = sign_in(app, hire(app, "grace")), sign_in(app, hire(app, "sue"))
    fields = {"format": "csv", "code": "report"}
    assert grace.post(f"/reports/figures/deposits/rows/exports?{DAY}", data=fields).status_code == 403
    assert sue.post(f"/reports/exports?{DAY}", data=fields).status_code == 403
    assert finn.post(f"/reports/figures/profit/exports?{DAY}", data=fields).status_code == 404
    assert finn.post("/reports/exports?first=yesterday", data=fields).status_code == 422
    assert open_page(grace.client, f"/reports?{DAY}").link("Export") == f"/reports/exports/new?{DAY}"
    address = take_out(finn, "/reports", DAY)
    played.owner.execute("delete from role_permission where permission = 'reports.figures.export'")
    assert finn.get(f"{address}/file").status_code == 403


def test_a_file_holds_only_brands_that_may_be_seen(app, played, take_out):
    ada = sign_in(app, hire(app, "ada", "finance"))
    lagoon = played.ids["brand", "lagoon"]
    played.owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [lagoon, ada.id])
    _, _, *found = lines(ada, take_out(ada, "/reports/figures/turnover_cash", DAY))
    assert found[-1] == ["Total", "EUR", "5.00"]


def test_asking_and_fetching_stand_in_the_audit_log(played, finn, take_out):
    address = take_out(finn, "/reports", DAY)
    fetched(finn, address)
    told = played.owner.execute(
        "select name from audit_record where target = %s order by event_id", [address.rpartition("/")[2]]
    ).fetchall()
    assert [row.name for row in told] == ["export.asked", "export.written", "export.downloaded"]


def test_memory_does_not_grow_with_the_rows(casino, finn, settings, database_url):
    player = casino.register("10 08:00")
    casino.one(DEPOSITS, casino.ids["payment_provider", "pretend"], player, ROWS)
    asked = finn.post(f"/reports/figures/deposits/rows/exports?{DAY}", data={"format": "csv", "code": "report"})
    worker = processes.run(WORK, settings.instance, DATABASE_URL=database_url)
    told, complaints = worker.communicate()
    assert worker.returncode == 0, complaints
    assert int(told.split("peak ")[1]) <= MOST_MEGABYTES
    about, titles, *found = lines(finn, asked.location)
    assert len(found) == ROWS
    assert sum(Decimal(row[titles.index("Deposits")]) for row in found) == Decimal(ROWS)
    assert f"Deposits: {ROWS}.00 EUR" in about
