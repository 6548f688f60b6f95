"""The list of adjustments, narrowed: by the player, the direction, the purse and the reason."""

import pytest

from app.ids import outside, uuid7
from app.services import adjustments
from app.services.adjustments import Wanted
from tests.payments.till import CLIENT
from tests.screens.queries import counted
from tests.screens.strict import Page, open_page, open_piece

LIST = "/payments/adjustments"


@pytest.fixture
def asked(till):
    """Three requests of a tool: cash given, bonus given, cash taken from somebody else; and the first player."""
    one, other = till.a_player(10_000), till.a_player(10_000)
    for player, purse, amount, reason in (
        (one, "cash", 500, "goodwill"),
        (one, "bonus", 700, "mistake"),
        (other, "cash", -900, "mistake"),
    ):
        till.run(adjustments.request, player, Wanted("EUR", purse, amount, reason), by=CLIENT)
    return one


def amounts(person, query):
    return open_page(person.client, f"{LIST}?{query}").texts("[data-rows] td.number")


def test_each_filter_narrows_the_list_and_they_add_up(asked, penny):
    assert amounts(penny, "") == ["−€9.00", "+€7.00", "+€5.00"]
    assert amounts(penny, f"player={asked}") == ["+€7.00", "+€5.00"]
    assert amounts(penny, "direction=debit") == ["−€9.00"]
    assert amounts(penny, "purse=bonus") == ["+€7.00"]
    assert amounts(penny, "reason=mistake") == ["−€9.00", "+€7.00"]
    assert amounts(penny, f"reason=mistake&purse=cash&player={asked}&state=requested") == []


def test_a_list_of_nothing_says_what_each_filter_hides(asked, penny):
    page = open_page(penny.client, f"{LIST}?direction=debit&player={asked}")
    assert page.state == "no_match"
    assert "Without Direction is Debit: 2 adjustments" in " ".join(page.soup.get_text().split())


@pytest.mark.parametrize("query", ["player=pl_1", "direction=sideways", "reason=whim", "purse=receivable"])
def test_a_filter_that_cannot_be_read_is_named_and_none_is_exported(asked, penny, query):
    assert open_page(penny.client, f"{LIST}?{query}").state == "failed"
    assert Page(penny.get(f"{LIST}/exports/new?{query}")).status == 422


def test_an_export_takes_the_filters_along(asked, penny):
    page = open_page(penny.client, f"{LIST}?reason=mistake&direction=credit")
    said = open_page(penny.client, page.link("Export")).text
    assert "Direction is Credit; Reason is A mistake of ours." in said


def test_the_number_of_queries_does_not_grow_with_the_rows(app, till, asked, penny):
    counts = []
    for _ in range(2):
        till.run(adjustments.request, asked, Wanted("EUR", "cash", 100, "goodwill"), by=CLIENT)
        with counted(app) as statements:
            open_page(penny.client, LIST)
        counts.append(len(statements))
    assert counts == [4, 4], statements  # session, rights, saved views, page
    with counted(app) as statements:
        open_page(penny.client, f"{LIST}?player={outside('pl', uuid7())}&direction=credit")
    assert len(statements) == 6, statements  # and for each chip what its removal brings back


def test_columns_order_and_a_look_are_in_the_address(asked, penny):
    page = open_page(penny.client, f"{LIST}?cols=brand,amount&sort=occurred_at")
    assert page.texts("thead th") == ["Adjustment", "Brand", "Amount", "Look"]
    assert page.texts("[data-rows] td.number") == ["+€5.00", "+€7.00", "−€9.00"]
    look = page.soup.select_one("[data-peek]")["href"]
    assert "goodwill" in open_page(penny.client, look).texts("#peek dl")[0]
    piece = open_piece(penny.client, look, target="peek")
    assert (piece.is_whole, piece.texts("h2"), piece.texts(".amount-figure")) == (False, ["Adjustment"], ["+€5.00"])
