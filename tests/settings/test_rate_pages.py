"""Currencies and rates as staff use them, with scripts off."""

import pytest

from tests.cast import hire, sign_in
from tests.screens.queries import counted
from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, said

CURRENCIES, RATES = "/settings/currencies", "/settings/rates"
WEEK = "day,currency,rate\n2026-03-02,SEK,11.20\n2026-03-03,JPY,160.5\n"


@pytest.fixture
def finn(app, database):
    """Keeps the books, and enters rates."""
    return sign_in(app, hire(app, "finn"))


def tries(person, text="", **more):
    return Answer(person.post(f"{RATES}/trials", data={"base": "EUR", "source": "ECB", "text": text} | more))


def enters(person, page, **more):
    form = page.soup.select_one(f"form[action='{RATES}']")
    known = {each["name"]: each.get("value", "") for each in form.select("input:not([name=csrf_token])")}
    return person.post(RATES, data=known | more)


def rows(page):
    return [[said(cell) for cell in row.select("td, th")] for row in page.soup.select("[data-rows] tr")]


def row_of(page, code):
    return next(row for row in rows(page) if row[0] == code)


def test_the_rates_of_a_day_are_typed_seen_and_entered(finn):
    page = open_page(finn.client, open_page(finn.client, CURRENCIES).link("Enter rates"))
    assert page.texts(".pair.rate label") == ["BTC", "GBP", "JPY", "KWD", "SEK", "USD"]
    page = tries(finn, day="2026-03-02", **{"rate-SEK": "11.2", "rate-JPY": "160"})
    assert [row[2:6] for row in rows(page)] == [["JPY", "–", "160", "New"], ["SEK", "–", "11.2", "New"]]
    assert enters(finn, page).location == f"{CURRENCIES}?base=EUR"
    page = open_page(finn.client, CURRENCIES)
    assert page.texts("#alerts p") == ["2 rates entered, 0 corrected."]
    assert row_of(page, "SEK") == ["SEK", "2", "11.2", "02 Mar 2026Old", "ECB", "Finn"]
    assert row_of(page, "EUR")[:4] == ["EUR", "2", "1", "Every day"]
    assert "cannot be added up" in row_of(page, "GBP")[3]


def test_lines_are_pasted_and_a_correction_says_why(finn):
    enters(finn, tries(finn, WEEK))
    page = tries(finn, "2026-03-02,SEK,11.3\n2026-03-03,JPY,160.5")
    assert [row[3:6] for row in rows(page)] == [["11.2", "11.3", "Correction"], ["–", "160.5", "Stands already"]]
    refused = Answer(enters(finn, page))
    assert (refused.status, "Say why" in refused.alert) == (422, True)
    assert enters(finn, refused, why="The source was wrong").status_code == 303
    page = open_page(finn.client, f"{CURRENCIES}/SEK")
    assert [(row[1], row[2], row[6]) for row in rows(page)] == [
        ("11.3", "Correction", "The source was wrong"), ("11.2", "Corrected", "–"),
    ]  # fmt: skip


def test_a_fault_is_told_by_its_line_and_nothing_is_entered(finn, owner):
    page = tries(finn, "2026-03-02,SEK,11.2\n2026-03-03,SEK,eleven")
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert rows(page)[1] == ["2", "2026-03-03,SEK,eleven", "Fault", "Write the rate as 11.2345, above zero."]
    assert not page.soup.select(f"form[action='{RATES}']")
    assert page.soup.select_one("#text").get_text().split() == ["2026-03-02,SEK,11.2", "2026-03-03,SEK,eleven"]
    for nothing in ({"source": ""}, {"text": ""}, {"text": "x\n" * 2001}):
        assert tries(finn, **{"text": "2026-03-02,SEK,11.2"} | nothing).status == 422
    assert tries(finn, "2026-03-02,SEK,11.2", base="XXX").status == 404
    assert owner.execute("select count(*) from currency_rate").fetchone() == (0,)


def test_whoever_was_slower_is_shown_what_theirs_would_do_now(finn, owner):
    page = tries(finn, "2026-03-02,SEK,11.3")
    enters(finn, tries(finn, WEEK))
    conflict = Answer(enters(finn, page))
    assert conflict.status == 409
    assert rows(conflict)[0][3:6] == ["11.2", "11.3", "Correction"]
    assert enters(finn, conflict, why="The source was wrong").status_code == 303


def test_a_currency_there_is_not_is_not_found(finn):
    for address in (f"{CURRENCIES}/XXX", f"{CURRENCIES}?base=XXX", f"{RATES}/new?base=XXX"):
        assert open_page(finn.client, address).status == 404
    assert open_page(finn.client, f"{CURRENCIES}/EUR").state == "first_use"


def test_whoever_only_reads_sees_no_button_and_is_refused(audrey):
    assert "Enter rates" not in open_page(audrey.client, CURRENCIES).texts("a")
    assert tries(audrey, WEEK).status == 403
    assert audrey.post(RATES).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_rates(app, finn):
    asked = []
    for day in range(2, 5):
        enters(finn, tries(finn, f"2026-03-0{day},SEK,11.2"))
        for address in (CURRENCIES, f"{CURRENCIES}/SEK", f"{RATES}/new"):
            with counted(app) as statements:
                open_page(finn.client, address)
            asked.append(len(statements))
    assert asked[:3] * 3 == asked
    assert max(asked) <= 6


def test_a_line_that_is_far_too_long_is_told_and_changes_nothing(finn, owner):
    """What was seen comes back in a hidden field, which holds whatever somebody puts there."""
    seen = tries(finn, WEEK)
    answer = enters(finn, seen, text="x" * 200_000)
    assert (answer.status_code, "far too long" in answer.text) == (422, True)
    assert owner.execute("select count(*) from currency_rate").fetchone() == (0,)
