"""Deposits: the list, its filters, the record, and who may look."""

from urllib.parse import urlencode

import pytest

from app.queries import keyset
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said

DEPOSITS = "/payments/deposits"
FILTERS = [
    ({"state": "captured"}, ["€10.00", "¥500"]),
    ({"state": "diverted"}, ["€25.00"]),
    ({"provider": "pretend"}, ["€10.00", "¥500", "€25.00"]),
    ({"brand": "b"}, ["€10.00", "¥500", "€25.00"]),
    ({"brand": "c"}, []),
    ({"currency": "JPY"}, ["¥500"]),
    ({"reference": "yen"}, ["¥500"]),
    ({"amount_from": "11"}, ["¥500", "€25.00"]),
    ({"amount_to": "10.00"}, ["€10.00"]),
    ({"amount_from": "499.99", "amount_to": "500.01"}, ["¥500"]),
    ({"amount_from": "500.01"}, []),
    ({"amount_to": "499.99"}, ["€10.00", "€25.00"]),
    ({"amount_from": "9999999999999"}, []),
    ({"amount_to": "9999999999999"}, ["€10.00", "¥500", "€25.00"]),
    ({"amount_from": "10", "amount_to": "25", "currency": "EUR"}, ["€10.00", "€25.00"]),
    ({"occurred_from": "2020-01-01"}, ["€10.00", "¥500", "€25.00"]),
    ({"occurred_to": "2020-01-01"}, []),
]


def shown(person, **filters):
    return open_page(person.client, f"{DEPOSITS}?{urlencode(filters)}" if filters else DEPOSITS)


def amounts(page):
    return [said(cell) for cell in page.soup.select("[data-rows] td.number")]


def returns(page):
    """What each filter of a list that shows nothing says its removal brings back."""
    return [said(line) for line in page.soup.select("[data-state] p:not(.actions)")]


@pytest.fixture
def paid(house, player):
    """Ten euro, five hundred yen, and twenty-five euro for somebody who had excluded themselves."""
    excluded = house.a_player()
    house.protect(excluded, excluded=True)
    house.deposit(player, 1_000, "plain")
    house.deposit(house.a_player(currency="JPY"), 500, "yen")
    house.deposit(excluded, 2_500, "owed")
    return player


@pytest.mark.parametrize(("filters", "expected"), FILTERS, ids=str)
def test_each_filter_narrows_the_list(sue, paid, filters, expected):
    page = shown(sue, **filters)
    assert sorted(amounts(page)) == sorted(expected)
    counted = [f"{len(expected)} deposit{'s' if len(expected) != 1 else ''}"]
    assert page.texts(".pager .number") == (counted if expected else [])
    assert len(page.soup.select(".chip")) == len(filters.keys() - {"state"})


def test_the_newest_stands_first_and_one_player_has_a_list_of_their_own(sue, paid):
    page = shown(sue)
    assert amounts(page) == ["€25.00", "¥500", "€10.00"]
    assert page.texts("[data-rows] .badge") == ["Owed back", "Captured", "Captured"]
    assert amounts(shown(sue, player=paid.ref)) == ["€10.00"]


@pytest.mark.parametrize(
    "filters",
    [{"amount_from": "a lot"}, {"occurred_to": "2026-13-45"}, {"provider": "nobody"}, {"player": "pl_x"}],
    ids=str,
)
def test_a_filter_that_cannot_be_read_is_named_and_lists_nothing(sue, paid, filters):
    page = shown(sue, **filters)
    assert page.state == "failed"
    assert amounts(page) == []


def test_pages_follow_each_other_without_gap_or_double_and_lead_back(house, player, sue):
    for number in range(keyset.PAGE_SIZE + 3):
        house.deposit(player, 100 + number)
    first = shown(sue)
    second = open_page(sue.client, first.link("Next"))
    assert amounts(first) + amounts(second) == [f"€{(100 + n) / 100:.2f}" for n in range(keyset.PAGE_SIZE + 2, -1, -1)]
    assert amounts(open_page(sue.client, second.link("Previous"))) == amounts(first)


def test_a_record_leads_to_its_player_and_its_journal_entry(house, player, sue, penny):
    deposit = house.deposit(player, 123_456)
    page = open_page(penny.client, f"{DEPOSITS}/{deposit}")
    assert page.heading == "Deposit of €1,234.56"
    (entry,) = [a["href"] for a in page.soup.select("dd a") if "/entries/" in a["href"]]
    assert open_page(penny.client, entry).heading == "Deposit €1,234.56"
    assert page.soup.select_one(f"a[href='/players/{player.ref}']")

    plain = open_page(sue.client, f"{DEPOSITS}/{deposit}")  # Sue may not read the books
    assert [a["href"] for a in plain.soup.select("dd a")] == [f"/players/{player.ref}"]


def test_money_that_is_owed_back_says_so(house, sue, paid):
    (row,) = shown(sue, state="diverted").soup.select("[data-rows] a.id[title^=dp_]")
    page = open_page(sue.client, row["href"])
    assert "This money is owed back." in page.text


def test_staff_of_one_brand_see_no_deposit_of_another(house, player, sue, owner):
    stranger = house.deposit(house.a_player(brand="other brand"), 200)
    mine = house.deposit(player, 100)
    assert amounts(shown(sue)) == ["€1.00", "€2.00"]

    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], sue.id))
    assert amounts(shown(sue)) == ["€1.00"]
    assert [open_page(sue.client, f"{DEPOSITS}/{which}").status for which in (mine, stranger)] == [200, 404]


def test_the_number_of_queries_does_not_grow_with_the_rows(app, house, player, sue):
    asked = []
    for number in range(3):
        house.deposit(player, 100 + number)
        with counted(app) as statements:
            shown(sue)
        asked.append(len(statements))
    assert asked == [5] * 3, statements  # session, rights, choices, page, saved views


def test_the_states_are_told_apart(house, player, sue, walter):
    assert shown(sue).state == "first_use"
    house.deposit(player, 100)
    assert shown(sue).state is None
    assert shown(sue, state="diverted").state == "no_match"
    assert shown(sue, currency="KWD").state == "no_match"
    page = open_page(walter.client, DEPOSITS)
    assert (page.status, page.state) == (403, "no_right")
    assert "payments.deposits.read" in page.text
    assert open_page(sue.client, f"{DEPOSITS}/dp_01M83KB395FYKBDK1G95T7AS6Q").status == 404


def test_htmx_is_given_the_list_alone(house, player, sue):
    house.deposit(player, 100)
    piece = open_piece(sue.client, DEPOSITS)
    assert not piece.is_whole
    assert piece.soup.select_one("#list tbody tr")


def test_where_nothing_matches_each_filter_says_what_its_removal_brings(sue, paid):
    page = shown(sue, currency="JPY", amount_to="20", state="captured")
    assert page.state == "no_match"
    offered = {link["href"]: said(link.find_parent("p")) for link in page.soup.select("[data-state] p:not(.actions) a")}
    assert offered == {
        f"{DEPOSITS}?amount_to=20&state=captured": "Without Currency is JPY: 1 deposit",
        f"{DEPOSITS}?currency=JPY&state=captured": "Without Amount ≤ 20: 1 deposit",
    }
    for address, sentence in offered.items():
        found = open_page(sue.client, address)
        assert [sentence.split(": ")[1]] == found.texts(".pager .number")


def test_what_a_removal_would_bring_is_of_ones_own_brands(house, player, sue, owner):
    house.deposit(house.a_player(brand="other brand"), 200)
    house.deposit(player, 100)
    assert returns(shown(sue, currency="JPY")) == ["Without Currency is JPY: 2 deposits"]
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], sue.id))
    assert returns(shown(sue, currency="JPY")) == ["Without Currency is JPY: 1 deposit"]


def test_what_a_removal_would_bring_is_counted_to_the_cap(monkeypatch, house, player, sue):
    for _ in range(3):
        house.deposit(player, 1_000)
    monkeypatch.setattr(keyset, "COUNTED", 2)
    assert returns(shown(sue, currency="JPY")) == ["Without Currency is JPY: 2+ deposits"]


def heads(page):
    return page.texts("thead th")


def test_columns_are_chosen_by_the_address_and_kept_by_its_links(paid, sue):
    assert "Recorded" not in heads(shown(sue))
    page = shown(sue, cols="amount,recorded_at,state")
    assert heads(page) == ["Deposit", "Amount", "Recorded", "State", "Look"]
    assert amounts(page) == ["€25.00", "¥500", "€10.00"]


def test_the_oldest_stand_first_when_asked_on_every_page(house, player, sue):
    for number in range(keyset.PAGE_SIZE + 3):
        house.deposit(player, 100 + number)
    first = open_page(sue.client, shown(sue).soup.select_one("th a.sorts")["href"])
    assert first.soup.select_one("th[aria-sort]")["aria-sort"] == "ascending"
    second = open_page(sue.client, first.link("Next"))
    assert amounts(first) + amounts(second) == [f"€{(100 + n) / 100:.2f}" for n in range(keyset.PAGE_SIZE + 3)]
    assert amounts(open_page(sue.client, second.link("Previous"))) == amounts(first)


def test_a_look_stands_beside_the_list_and_alone_for_htmx(app, house, player, sue):
    house.deposit(player, 123_456, "looked-at")
    link = shown(sue).soup.select_one("[data-peek]")["href"]
    whole = open_page(sue.client, link)
    assert "looked-at" in said(whole.soup.select_one("#peek"))
    assert amounts(whole) == ["€1,234.56"]
    with counted(app) as statements:
        piece = open_piece(sue.client, link, target="peek")
    assert not piece.is_whole
    assert piece.texts("h2") == ["Deposit"]
    assert not any("count(" in statement for statement in statements)


def test_a_look_reaches_no_other_brand(house, sue, owner):
    stranger = house.deposit(house.a_player(brand="other brand"), 200)
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", (house.ids["brand"], sue.id))
    assert shown(sue, peek=stranger).status == 404
