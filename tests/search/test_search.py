"""Any record by any identifier: straight to it, for whoever may see it, in the brands that are theirs."""

import pytest

from tests.games.pages import RoundList
from tests.screens.strict import open_page

PIECE = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#palette-results"}


def found(person, text, **more):
    return open_page(person.client, "/search", query_string={"q": text}, **more)


def groups(page):
    return page.texts(".found h2")


def round_id(person):
    (row,) = RoundList(person).rows
    return row.id


def test_an_exact_id_leads_straight_to_its_record(look, played, house):
    grace = look("grace", "game_operations")
    wanted = round_id(grace)
    assert grace.get("/search", query_string={"q": f"  {wanted} "}).location == f"/games/rounds/{wanted}"
    assert grace.get("/search", query_string={"q": played.ref}).location == f"/games/rounds?player={played.ref}"


def test_a_request_and_a_journal_entry_are_found_by_their_ids(look, played, owner):
    from uuid import UUID

    from app.ids import outside

    nora, grace = look("nora", "head_of_operations"), look("grace", "game_operations")
    ((request_id, call_id),) = owner.execute(
        "select p.request_id, c.call_id from provider_call p join ledger.call c using (request_id)"
    ).fetchall()
    request, entry = outside("rq", UUID(str(request_id))), outside("ca", UUID(str(call_id)))
    assert nora.get("/search", query_string={"q": request}).location == f"/games/calls/{request}"
    assert nora.get("/search", query_string={"q": entry}).location.endswith(f"/entries/{entry}")
    assert found(grace, entry).status == 200  # may see calls, not the books
    assert groups(found(grace, entry)) == []


def test_the_palette_is_given_a_piece_and_never_sent_elsewhere(look, played):
    grace = look("grace", "game_operations")
    piece = found(grace, round_id(grace), headers=PIECE)
    assert (piece.status, piece.is_whole) == (200, False)
    assert groups(piece) == ["Rounds"]


def test_a_round_is_found_by_what_its_provider_calls_it(look, played):
    grace = look("grace", "game_operations")
    page = found(grace, "7f3e-0001")
    assert groups(page) == ["Rounds by the provider’s name"]
    assert page.soup.select_one("[data-result]")["href"] == f"/games/rounds/{round_id(grace)}"


@pytest.mark.parametrize("text", ["ada@players.example", "ADA@players", "ada"])
def test_a_player_is_found_by_the_address_or_its_beginning_and_it_is_not_repeated(look, played, text):
    page = found(look("sue", "support"), text)
    assert groups(page) == ["Players by name or e-mail View all"]
    assert page.soup.select_one("[data-result] .id")["title"] == played.ref
    assert "players.example" not in page.soup.select_one(".results").get_text()
    assert open_page(look("tom", "support").client, page.link("View all")).texts(".found .id")


@pytest.mark.parametrize("text", ["da@players.example", "%", "___", "a%a", "ad"])
def test_nothing_but_the_beginning_counts_and_no_sign_is_a_wildcard(look, played, text):
    assert [group for group in groups(found(look("sue", "support"), text)) if group != "Places"] == []


def test_who_may_not_find_persons_does_not(look, played):
    grace = look("grace", "game_operations")
    assert groups(found(grace, "ada@players.example")) == []
    assert open_page(grace.client, "/search/players?q=ada").status == 403


def test_who_may_not_see_rounds_finds_none(look, played):
    wanted = round_id(look("grace", "game_operations"))
    walter = look("walter", "security_administrator")
    page = found(walter, wanted)
    assert page.status == 200
    assert groups(page) == []
    assert groups(found(walter, "7f3e-0001")) == []


def test_another_brand_is_as_if_it_were_not_there(look, played, register):
    wanted = round_id(look("grace", "game_operations"))
    stranger = register("ada.other@players.example", brand="other brand")
    other = look("olga", "head_of_operations", brand="other brand")
    for text in (wanted, "7f3e-0001", played.ref, "ada@players.example"):
        assert groups(found(other, text)) == [], text
    assert [hit["title"] for hit in found(other, "ada").soup.select(".found .id")] == [stranger.ref]
    assert open_page(other.client, "/search/players?q=ada").texts(".found li") != []


def test_places_are_only_those_that_may_be_opened(look, house):
    assert "Rounds" in found(look("grace", "game_operations"), "").texts(".found li span")
    assert "Rounds" not in found(look("walter", "security_administrator"), "").texts(".found li span")
    assert found(look("nora", "head_of_operations"), "style").texts(".found li span:first-of-type") == ["Style guide"]


@pytest.mark.parametrize("text", ["rd_", "rd_nonsense", "pl_" + "0" * 26, "x" * 5000, "\x00", "'; drop table player"])
def test_nonsense_finds_nothing(look, played, text):
    page = found(look("nora", "head_of_operations"), text)
    assert page.status == 200
    assert groups(page) == []
    assert page.texts(".found-none")


def test_a_beginning_is_found_by_an_index(owner, played):
    owner.execute("set enable_seqscan = off")
    plan = owner.execute("explain select from player_person where lower(email) like 'ada%'").fetchall()
    assert any("player_person_email_start" in line for (line,) in plan)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("7f3e-0001", "Found for “7f3e-0001”"), ("nobody at all", "Nothing found for “nobody at all”"),
        ("z", "Search for “z”"), ("", "Search"),
    ],
)  # fmt: skip
def test_the_heading_says_whether_anything_was_found(look, played, text, heading):
    assert found(look("grace", "game_operations"), text).heading == heading
