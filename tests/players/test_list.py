"""The list of players: how it is narrowed, and how somebody is found by whatever they quote."""

from urllib.parse import urlencode

import pytest

from app.queries import keyset
from tests.screens.queries import counted
from tests.screens.strict import open_page, open_piece, said
from tests.wallet.house import bet, betwin

PLAYERS = "/players/"


def shown(person, **filters):
    return open_page(person.client, f"{PLAYERS}?{urlencode(filters)}" if filters else PLAYERS)


def ids(page):
    return [row["id"] for row in page.soup.select("[data-rows] > tr")]


def found(person, text):
    """The record that a quoted text leads to, without the record itself being opened."""
    return person.get(PLAYERS, query_string={"q": text}).location


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["plain", "suspended", "elsewhere"]),
        ({"status": "suspended"}, ["suspended"]),
        ({"status": "closed"}, []),
        ({"brand": "c"}, ["elsewhere"]),
        ({"country": "SE"}, ["elsewhere"]),
        ({"country": "MT", "status": "active"}, ["plain"]),
        ({"registered_from": "2020-01-01"}, ["plain", "suspended", "elsewhere"]),
        ({"registered_to": "2020-01-01"}, []),
    ],
    ids=str,
)
def test_each_filter_narrows_the_list(house, look, owner, filters, expected):
    players = {
        "plain": house.a_player(),
        "suspended": house.a_player(),
        "elsewhere": house.a_player(brand="other brand", country="SE"),
    }
    owner.execute("update player set status = 'suspended' where id = %s", [players["suspended"].id])
    assert set(ids(shown(look("support"), **filters))) == {players[name].ref for name in expected}


@pytest.mark.parametrize("filters", [{"country": "sweden"}, {"brand": "x"}, {"registered_from": "yesterday"}], ids=str)
def test_a_filter_that_cannot_be_read_is_named_and_lists_nothing(look, ada, filters):
    page = shown(look("support"), **filters)
    assert (page.state, ids(page)) == ("failed", [])


def test_pages_follow_each_other_without_gap_or_double_and_lead_back(house, look):
    made = [house.a_player().ref for _ in range(keyset.PAGE_SIZE + 3)]
    sue = look("support")
    first = shown(sue)
    second = open_page(sue.client, first.link("Next"))
    assert ids(first) + ids(second) == made[::-1]
    assert ids(open_page(sue.client, second.link("Previous"))) == ids(first)
    assert ids(shown(sue, sort="registered_at"))[0] == made[0]


def test_the_number_of_queries_does_not_grow_with_the_rows(app, house, look):
    sue, asked = look("support"), []
    for _ in range(4):
        house.a_player()
        with counted(app) as statements:
            shown(sue)
        asked.append(len(statements))
    assert asked == [6] * 4, statements  # session, rights, brands, page, restrictions, saved views


def test_the_columns_are_chosen_in_the_address_and_htmx_is_given_the_list_alone(look, ada):
    sue = look("support")
    assert shown(sue, cols="status,country").texts("thead th") == ["Player", "Status", "Country"]
    piece = open_piece(sue.client, PLAYERS)
    assert (piece.is_whole, ids(piece)) == (False, [ada.ref])


@pytest.mark.parametrize("text", ["ada@players.example", "ADA@play", "ada", "lovelace", "Ada Love"])
def test_a_player_is_found_by_the_person(look, register, ada, text):
    register(first_name="Bob", last_name="Noyce", email="bob@players.example")
    assert found(look("support"), text) == f"{PLAYERS}{ada.ref}"


def test_whoever_shares_a_name_is_listed(look, register, ada):
    other = register(email="a.love@players.example")
    page = shown(look("support"), q="lovelace")
    assert ids(page) == [other.ref, ada.ref]
    assert "players.example" not in page.soup.select_one("#list").get_text()


def test_a_player_is_found_by_anything_of_theirs(look, house, ada, owner):
    deposit = house.deposit(ada, 1_000, "their-reference")
    house.call("betwin", betwin(ada, bet("1", "1.00")))
    _, session = house.open_session(ada)
    ((round_id,),) = owner.execute("select round_id from ledger.round").fetchall()
    from app.ids import outside

    sue = look("support")
    for text in (ada.ref, deposit, "their-reference", session, outside("rd", round_id), f"  {ada.ref} "):
        assert found(sue, text) == f"{PLAYERS}{ada.ref}", text


@pytest.mark.parametrize(
    "text", ["da@players.example", "%", "___", "a%a", "ad", "pl_nonsense", "\x00ad", "'; drop", "x" * 5000]
)
def test_nothing_but_a_beginning_counts_and_nonsense_finds_nobody(look, ada, text):
    page = shown(look("support"), q=text)
    assert (page.status, ids(page)) == (200, [])


def test_whoever_may_not_find_persons_finds_by_ids_alone(look, ada):
    auditor = look("auditor")
    assert ids(shown(auditor, q="ada@players.example")) == []
    assert found(auditor, ada.ref) == f"{PLAYERS}{ada.ref}"


def test_of_another_brand_nobody_is_listed_and_nobody_is_found(look, register, ada):
    stranger = register(brand="other brand")
    olga = look("support", brand="other brand")
    assert ids(shown(olga)) == [stranger.ref]
    for text in (ada.ref, "ada@players.example", "lovelace"):
        assert found(olga, text) in (None, f"{PLAYERS}{stranger.ref}")


def test_first_use_and_no_match_are_told_apart(house, look):
    sue = look("support")
    assert shown(sue).state == "first_use"
    house.a_player()
    assert shown(sue, status="closed").state == "no_match"
    assert said(shown(sue, country="SE").soup.select_one("[data-state] p")) == "Without Country is SE: 1 player"


def test_names_are_found_by_an_index(owner, database):
    owner.execute("truncate player_person cascade")  # and with the rows what the planner learnt from earlier ones
    owner.execute("set enable_seqscan = off")
    for column in ("first_name", "last_name"):
        ask = (
            f"explain select from player_person where brand_id in (select id from brand) and lower({column}) like 'a%'"
        )
        assert any(f"{column}_start" in line for (line,) in owner.execute(ask).fetchall())
