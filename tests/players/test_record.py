"""The record of a player: what stands on it for whom, and that its opening is remembered."""

import pytest

from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said
from tests.wallet.house import bet, betwin, win


def record(person, player, tab=""):
    return open_page(person.client, f"/players/{player.ref}" + (f"?tab={tab}" if tab else ""))


def tabs(page):
    return page.texts(".tabs a")


def facts(page):
    return dict(zip(page.texts("dl.pairs dt"), page.texts("dl.pairs dd"), strict=True))


def test_opening_a_record_is_remembered_with_the_part_that_was_read(look, ada, noted):
    sue = look("support")
    record(sue, ada)
    record(sue, ada, "rounds")
    assert noted("player.opened") == [f"Opened overview of {ada.ref}.", f"Opened rounds of {ada.ref}."]


def test_the_person_is_masked(look, ada):
    page = record(look("head_of_operations"), ada)
    assert facts(page)["Name"] == "A••• L•••"
    assert facts(page)["E-mail"] == "a•••@p•••.example"
    assert facts(page)["Born"] == "1990"
    assert "Lovelace" not in page.text


def test_lately_tells_money_in_and_out_and_leads_to_it(house, look, ada):
    deposit = house.deposit(ada, 2_500)
    page = record(look("support"), ada)
    assert page.texts(".timeline .what") == ["Deposit of €25.00 Captured", "Registered b"]
    assert page.link("Deposit of €25.00") == f"/payments/deposits/{deposit}"
    assert facts(page)["Player’s cash"] == "€125.00"


def test_what_a_role_may_not_see_stands_nowhere(house, look, ada):
    house.deposit(ada, 2_500)
    page = record(look("crm"), ada)
    assert tabs(page) == ["Overview", "Rounds", "Notes", "Audit log"]
    assert "€" not in page.text
    assert [a["href"] for a in page.soup.select("main a") if "/payments/" in a["href"]] == []
    assert not page.soup.select("a[href*=reveals]")


@pytest.mark.parametrize("tab", ["transactions"])
def test_a_part_that_is_not_theirs_is_refused_and_opens_nothing(look, ada, noted, tab):
    page = record(look("crm"), ada, tab)
    assert (page.status, page.state) == (403, "no_right")
    assert "payments.deposits.read" in page.text
    assert noted("player.opened") == []


def test_the_transactions_are_one_line_of_time(house, look, ada):
    made = [house.deposit(ada, 100 + number) for number in range(60)]
    sue = look("support")
    first = record(sue, ada, "transactions")
    second = open_page(sue.client, first.link("Next"))
    assert [row["id"] for page in (first, second) for row in page.soup.select("[data-rows] > tr")] == made[::-1]
    piece = open_piece(sue.client, first.link("Next"), "list")
    assert not piece.is_whole


def test_the_rounds_of_one_player_stand_on_the_record(house, look, register, ada):
    other = register(email="other@players.example")
    house.call("betwin", betwin(ada, bet("1", "2.50"), win("2", "7.00"), round_id="hers"))
    house.call("betwin", betwin(other, bet("3", "1.00"), round_id="theirs"))
    page = record(look("support"), ada, "rounds")
    assert [said(cell) for cell in page.soup.select("[data-rows] td.number")] == ["€2.50", "€7.00", "+€4.50"]


def test_the_audit_log_of_a_player_stands_on_the_record(look, ada):
    sue = look("support")
    record(sue, ada)
    page = record(sue, ada, "audit")
    assert page.texts(".timeline .what")[-1] == f"Opened overview of {ada.ref}."


@pytest.mark.parametrize(("tab", "expected"), [("", 15), ("transactions", 12), ("rounds", 12), ("audit", 12)])
def test_no_part_asks_more_queries_the_more_there_is(app, house, look, ada, tab, expected):
    penny, asked = look("payments"), []
    for number in range(3):
        house.deposit(ada, 1_000)
        house.call("betwin", betwin(ada, bet(f"b{number}", "1.00"), round_id=f"r{number}"))
        with counted(app) as statements:
            record(penny, ada, tab)
        asked.append(len(statements))
    assert asked == [expected] * 3, statements


def test_a_player_of_another_brand_is_not_there(look, ada, noted):
    page = record(look("support", brand="other brand"), ada)
    assert page.status == 404
    assert noted("player.opened") == []
