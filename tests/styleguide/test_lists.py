"""What a list page keeps in its address: columns, order, selection, and the record that is open."""

import pytest

from app.web.queues import following
from tests.screens.strict import open_page, open_piece, said

LISTS, QUEUES, SELECTION = "/styleguide/lists", "/styleguide/queues", "/styleguide/selection"


def heads(page):
    return page.texts("#list thead th")[1:]


def column(page, name):
    at = heads(page).index(name)
    return [said(row.find_all("td")[at + 1]) for row in page.soup.select("[data-rows] > tr")]


def test_columns_are_chosen_and_ordered_by_the_address(pia):
    page = open_page(pia.client, f"{LISTS}?cols=risk,amount")
    assert heads(page) == ["Player", "Risk", "Amount"]
    chosen = {box["value"] for box in page.soup.select("#columns [name=cols][checked]")}
    assert chosen == {"risk", "amount"}


def test_boxes_of_a_plain_form_choose_the_same(pia):
    assert heads(open_page(pia.client, f"{LISTS}?cols=amount&cols=risk")) == ["Player", "Amount", "Risk"]


def test_unknown_columns_are_passed_over_and_a_hidden_one_comes_when_asked(pia):
    assert "Brand" not in heads(open_page(pia.client, LISTS))
    assert heads(open_page(pia.client, f"{LISTS}?cols=password_hash,brand")) == ["Player", "Brand"]
    assert heads(open_page(pia.client, f"{LISTS}?cols=nothing")) == heads(open_page(pia.client, LISTS))


def test_a_figure_sorts_largest_first_then_smallest(pia):
    first = open_page(pia.client, open_page(pia.client, LISTS).link("Amount"))
    assert first.soup.select_one("th[aria-sort]")["aria-sort"] == "descending"
    assert column(first, "Amount")[0] == "€15,000.00"
    second = open_page(pia.client, first.link("Amount"))
    assert column(second, "Amount")[0] == "€550.00"


def test_a_list_sorts_only_by_columns_that_can(pia):
    plain, asked = open_page(pia.client, LISTS), open_page(pia.client, f"{LISTS}?sort=-method")
    assert column(asked, "Amount") == column(plain, "Amount")


@pytest.mark.parametrize("cookie", ["compact", "roomy", "huge"])
def test_the_height_of_rows_is_drawn_by_the_server(pia, cookie):
    pia.client.set_cookie("countroom_density", cookie)
    assert open_page(pia.client, LISTS).soup.html.get("data-density") == (cookie if cookie != "huge" else None)


def test_rows_that_are_ticked_go_along_by_their_ids(pia):
    page = open_page(pia.client, f"{SELECTION}?id=wd_1&id=wd_2&id=wd_1")
    assert [field["value"] for field in page.soup.select("form [name=id]")] == ["wd_1", "wd_2"]


def test_all_that_match_go_along_as_their_filter(pia):
    filters = open_page(pia.client, f"{LISTS}?view=second&cols=risk&sort=-risk").soup.select_one("[name=filters]")
    assert filters["value"] == "view=second"
    page = open_page(pia.client, f"{SELECTION}?scope=all&id=wd_1&filters=view%3Dsecond")
    assert page.heading == "All that match"
    assert page.soup.select("form [name=id]") == []
    assert page.soup.select_one("form [name=filters]")["value"] == "view=second"


@pytest.mark.parametrize("query", ["", "?" + "&".join(f"id=wd_{number}" for number in range(51))])
def test_nothing_and_more_than_a_page_are_refused(pia, query):
    assert open_page(pia.client, SELECTION + query).status == 422


def test_a_queue_opens_the_record_of_the_address(pia):
    page = open_page(pia.client, QUEUES)
    assert page.soup.select_one("#open .state h2").get_text() == "Nothing is open"
    link = page.soup.select_one("[data-rows] a")["href"]
    opened = open_page(pia.client, link)
    assert len(opened.soup.select("[data-rows] > tr[aria-current]")) == 1
    piece = open_page(
        pia.client,
        link,
        headers={"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "section#open"},
    )
    assert not piece.is_whole
    assert piece.texts("form.decide label") == opened.texts("form.decide label")


def test_another_tab_closes_the_open_record(pia):
    page = open_page(pia.client, f"{QUEUES}?open=wd_1&view=hold")
    assert all("open=" not in tab["href"] for tab in page.soup.select(".queue .tabs a"))


def test_a_list_is_its_own_piece(pia):
    piece = open_piece(pia.client, f"{LISTS}?cols=risk")
    assert piece.is_whole  # nobody named what is to be changed


@pytest.mark.parametrize(("current", "after"), [("a", "b"), ("b", "c"), ("c", "b"), ("gone", "a")])
def test_a_decision_opens_the_next_and_after_the_last_the_one_above(current, after):
    assert following(["a", "b", "c"], current) == after


def test_after_the_only_one_nothing_is_open():
    assert following(["a"], "a") == ""
    assert following([], "a") == ""


def test_where_there_are_no_rows_there_are_no_pages_to_turn(pia):
    empty = open_page(pia.client, "/exports")
    assert (empty.state, empty.texts("main .footer, main .pager")) == ("first_use", [])
