"""All currencies in the reporting currency: each brand’s sums of a day at the rate of that day; worked out by hand."""

import io
from zipfile import ZipFile

import pytest

from app.services import settings
from tests.cast import hire, sign_in
from tests.exports.files import fetched, lines
from tests.ledger.book import bet, win
from tests.reports.pages import total
from tests.screens.queries import counted
from tests.screens.strict import open_page, said
from tests.settings.test_currency_rates import enter

DAYS = "first=2026-03-09&last=2026-03-11&told_in=one"
OPENED = """
select ledger.open_house_account(b.id, c, k::ledger.house_kind, n)
  from brand b, (values ('JPY'), ('KWD')) u (c),
       lateral (select 'game', i.id from integration i where i.brand_id = b.id
                union all values ('adjustment', 0), ('refund_due', 0)
                union all select 'psp_clearing', id from payment_provider) a (k, n)
"""
RATES = "2026-03-09,JPY,160\n2026-03-09,KWD,0.33\n2026-03-10,KWD,0.34\n2026-03-11,JPY,160"
CORRECTED = "2026-03-09,JPY,162"  # for 10 March, too, which has no rate of JPY; nobody has KWD on 11 March


def happen(casino):
    """Three currencies of two, no and three decimal places. At the end of each line: what it is in euro."""
    casino.owner.execute(OPENED)
    euro = casino.register("09 08:00")
    yen = casino.register("09 08:00", country="FI", currency="JPY")
    dinar = casino.register("09 08:00", country="DE", currency="KWD")
    kenji = casino.register("10 08:00", "lagoon", country="JP", currency="JPY")
    casino.deposit("09 12:00", euro, 10_005)  # 100.05
    casino.deposit("09 12:00", yen, 400, "JPY")
    casino.deposit("09 13:00", yen, 600, "JPY")  # both: 1000 / 162 = 6.1728: 6.17
    casino.deposit("09 12:00", dinar, 1_250, "KWD")  # 1.25 / 0.33 = 3.7879: 3.79
    casino.deposit("10 12:00", yen, 2_000, "JPY")  # 2000 / 162 = 12.3457: 12.35
    casino.deposit("10 12:00", dinar, 10_000, "KWD")  # 10 / 0.34 = 29.4118: 29.41
    casino.deposit("10 12:00", kenji, 500, "JPY")  # 500 / 162 = 3.0864: 3.09, though 2500 / 162 = 15.43
    casino.deposit("11 12:00", yen, 100, "JPY")  # 100 / 160 = 0.625: the half goes to the even one, 0.62
    casino.play("10 13:00", euro, bet(100), win(50))  # 1.00, 0.50
    casino.play("10 13:00", yen, bet(500), win(250), currency="JPY")  # 3.0864: 3.09, 1.5432: 1.54
    casino.play("10 13:00", dinar, bet(1_000), win(500), currency="KWD", game="wheel")  # 2.9412: 2.94, 1.4706: 1.47


DEPOSITS = {
    "day": {"Mon 09 Mar 2026": "€110.01", "Tue 10 Mar 2026": "€44.85", "Wed 11 Mar 2026": "€0.62"},
    "brand": {"Lagoon": "€3.09", "Norrsken": "€152.39"},
    "country": {"DE": "€33.20", "FI": "€19.14", "JP": "€3.09", "SE": "€100.05"},
    "currency": {"EUR": "€100.05", "JPY": "€22.23", "KWD": "€33.20"},
}
TOTAL = "€155.48"


@pytest.fixture
def casino(app, casino):
    happen(casino)
    return casino


@pytest.fixture
def rated(app, casino):
    """Folded, with rates; one was wrong and is corrected."""
    casino.fold()
    enter(app, RATES)
    enter(app, CORRECTED)
    return casino


def told(page):
    """What stands in each line, by its label, of a page with one figure."""
    rows = page.soup.select("tbody tr:not(.group)")
    return {said(row.select_one("td")): said(row.select_one("td.number")) for row in rows}


def opened(page, figure):
    """Where the first of these leads."""
    return next(link["href"] for link in page.soup.select("td.number a") if said(link) == figure)


def head(page):
    return dict(zip(page.texts(".report-head dt"), page.texts(".report-head dd"), strict=True))


@pytest.mark.parametrize("folded", [0, 5, 10_000])
@pytest.mark.parametrize("by", DEPOSITS)
def test_each_day_is_told_at_its_rate_however_it_is_told_apart(app, casino, finn, by, folded):
    """Whether calls are folded or not, and in part."""
    if folded:
        casino.one("select report.fold_calls(%s)", folded)
    enter(app, RATES)
    enter(app, CORRECTED)
    page = open_page(finn.client, f"/reports/figures/deposits?{DAYS}&by={by}")
    assert told(page) == DEPOSITS[by] | {"Total": TOTAL}
    assert page.texts("tr.group") == ["All in EUR"]


def test_play_is_told_in_one_with_shares_of_what_was_converted(rated, finn):
    play = total(open_page(finn.client, f"/reports?{DAYS}"))
    assert (play["Turnover, cash"], play["GGR, settled"], play["NGR1"]) == ("€7.03", "€3.52", "€3.52")
    assert (play["RTP, actual"], play["Rounds"]) == ("49.93 %", "3")  # 3.51 / 7.03
    assert play["RTP, theoretical"] == "95.34 %"  # (0.96 + 480 / 162 + 0.945 / 0.34) / 7.03
    by_game = total(open_page(finn.client, f"/reports?{DAYS}&by=game"))
    assert {name: by_game[name] for name in play if name != "Day"} == {
        name: play[name] for name in play if name != "Day"
    }


def test_players_are_added_up_and_balances_are_not_told(rated, finn):
    players = total(open_page(finn.client, f"/reports?{DAYS}&section=players"))
    assert (players["Registrations"], players["First deposits"]) == ("4", "4")
    assert players["First deposits, amount"] == "€109.40"  # 100.05 + 400 / 162 + 3.79 + 3.09
    assert (players["Active players"], players["Bonus balances"]) == ("–", "–")
    money = total(open_page(finn.client, f"/reports?{DAYS}&section=money"))
    assert (money["Deposits"], money["Net cash"], money["GGR, cash"]) == (TOTAL, TOTAL, "€3.52")
    assert (money["Liability, opening"], money["Liability, closing"]) == ("–", "–")
    for name in ("actives", "liability_closing"):
        assert open_page(finn.client, f"/reports/figures/{name}?{DAYS}").state == "not_in_one"
    by_currency = total(open_page(finn.client, f"/reports?{DAYS}&section=players&by=currency"))
    assert (by_currency["Registrations"], by_currency["First deposits"]) == ("–", "4")


def test_the_head_says_by_which_rates_and_which_were_older(rated, finn):
    page = open_page(finn.client, f"/reports?{DAYS}&section=money")
    assert head(page)["Currencies"] == (
        "all in EUR: each brand’s sums of a gaming day at the rate of that day, rounded to the minor unit, so that "
        "columns add up; days without a rate, told at the last one before: JPY 1"
    )
    assert "Currencies" not in head(open_page(finn.client, page.link("Each currency by itself")))


def test_every_figure_leads_on_in_the_same_currency_and_to_its_rows(rated, finn):
    summary = open_page(finn.client, f"/reports?{DAYS}&section=money")
    page = open_page(finn.client, opened(summary, TOTAL))
    assert told(page)["Total"] == TOTAL
    assert page.texts("#drawn-title") == ["Deposits by day, in EUR"]
    assert [each["aria-label"] for each in page.soup.select(".chart a")] == [
        "09 Mar: €110.01", "10 Mar: €44.85", "11 Mar: €0.62",
    ]  # fmt: skip
    rows = open_page(finn.client, opened(page, "€110.01"))
    assert rows.texts("a.button")[-3:] == ["EUR", "JPY", "KWD"]
    back = open_page(finn.client, rows.soup.select_one("a[data-up]")["href"])
    assert told(back)["Total"] == "€110.01"


def test_one_currency_alone_is_told_in_the_other(rated, finn):
    page = open_page(finn.client, f"/reports/figures/deposits?{DAYS}&currency=JPY")
    assert told(page)["Total"] == "€22.23"


def test_the_reporting_currency_is_the_one_that_is_set(app, rated, finn):
    with app.app_context():
        settings.change("settings.reporting_currency", "JPY", reason="A test asks for it", by=None)
    page = open_page(finn.client, f"/reports/figures/deposits?{DAYS}")
    assert page.state == "without_rate"
    assert "Not told in JPY" in " ".join(page.texts("[data-state=without_rate]"))


def test_without_a_rate_nothing_is_guessed(app, casino, finn):
    """Of JPY none is known before 10 March: currencies stay apart; whoever may is led to where rates are entered."""
    enter(app, "2026-03-09,KWD,0.33\n2026-03-10,JPY,162")
    for path in ("/reports", "/reports/figures/deposits"):
        page = open_page(finn.client, f"{path}?{DAYS}&section=money")
        (told_why,) = page.texts("[data-state=without_rate] p")
        assert told_why == (
            "Not told in EUR: no rate of JPY is known for 09 Mar 2026 or before. Each currency is shown by itself. "
            "Enter rates"
        )
        assert page.texts("tr.group")[:3] == ["EUR", "JPY", "KWD"]
        assert head(page)["Currencies"].startswith("each by itself, not all in EUR: no rate of JPY")
        assert open_page(finn.client, page.link("Enter rates")).status == 200
    assert open_page(finn.client, f"/reports?{DAYS}&first=2026-03-10").state is None
    grace = sign_in(app, hire(app, "grace"))
    assert not open_page(grace.client, f"/reports?{DAYS}").soup.find("a", string="Enter rates")


def test_what_did_not_happen_needs_no_rate(casino, finn):
    page = open_page(finn.client, "/reports?first=2026-01-01&last=2026-01-01&told_in=one")
    assert page.texts("[data-state=no_activity] b") == ["No activity"]
    euro = open_page(finn.client, f"/reports/figures/deposits?{DAYS}&currency=EUR")
    assert told(euro)["Total"] == "€100.05"


def test_a_file_says_the_same(rated, finn, take_out):
    about, titles, *found = lines(finn, take_out(finn, "/reports/figures/deposits", DAYS))
    assert titles == ["Day", "Currency", "Deposits"]
    assert found == [
        ["2026-03-09", "EUR", "110.01"],
        ["2026-03-10", "EUR", "44.85"],
        ["2026-03-11", "EUR", "0.62"],
        ["Total", "EUR", "155.48"],
    ]
    assert any(mark.startswith("Currencies: all in EUR: each brand") for mark in about)
    with ZipFile(io.BytesIO(fetched(finn, take_out(finn, "/reports", f"{DAYS}&section=money", "xlsx")))) as book:
        assert "155.48" in book.read("xl/worksheets/sheet2.xml").decode()


def test_a_file_without_a_rate_says_why_currencies_are_apart(casino, finn, take_out):
    about, _, *found = lines(finn, take_out(finn, "/reports/figures/deposits", DAYS))
    assert {row[1] for row in found} == {"EUR", "JPY", "KWD"}
    assert any(mark.startswith("Currencies: each by itself, not all in EUR: no rate of JPY") for mark in about)


def test_whoever_works_for_one_brand_is_told_of_that_one_alone(app, rated):
    ada = sign_in(app, hire(app, "ada", "finance"))
    lagoon = rated.ids["brand", "lagoon"]
    rated.owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [lagoon, ada.id])
    assert told(open_page(ada.client, f"/reports/figures/deposits?{DAYS}"))["Total"] == "€3.09"


@pytest.mark.parametrize(("path", "most"), [("/reports", 13), ("/reports/figures/deposits", 12)])
def test_it_costs_as_many_queries_however_many_days_and_currencies(app, rated, finn, path, most):
    finn.get(f"{path}?{DAYS}")
    for days in (DAYS, "first=2025-06-01&last=2026-03-11&told_in=one"):
        with counted(app) as statements:
            assert finn.get(f"{path}?{days}").status_code == 200
        assert len(statements) <= most, len(statements)
