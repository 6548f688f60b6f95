"""Lists: the newest first, by signed cursors, with as many statements however long they are."""

from datetime import datetime

import pytest

from tests.screens.queries import counted


@pytest.fixture
def lists(tool, player):
    """Every list, with a few things in each."""
    login = tool.a_login(player)
    wish = {"login_session": login, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"}
    for _ in range(4):
        tool.a_player()
        tool.a_login(player)
        tool.deposits(player, 100)
        tool.withdraws(player, 10)
        tool.adjusts(player, 5)
        tool.post(f"/players/{player}/game-sessions", wish)
    of_player = ("transfers", "deposits", "withdrawals", "adjustments", "login-sessions", "game-sessions")
    return ["/players", "/deposits", "/withdrawals", *(f"/players/{player}/{name}" for name in of_player)]


def name_of(item):
    return item.get("id") or (item["call"], item["line"])


def walked(tool, path, limit):
    """Every page from the first to the last, each found by what the one before said."""
    pages = [tool.get(f"{path}?limit={limit}").json]
    while pages[-1]["next_cursor"]:
        pages.append(tool.get(f"{path}?limit={limit}&cursor={pages[-1]['next_cursor']}").json)
    return pages


def test_pages_hold_every_item_once_the_newest_first(tool, lists):
    for path in lists:
        whole = tool.get(path).json
        pages = walked(tool, path, 2)

        assert [len(page["items"]) for page in pages[:-1]] == [2] * (len(pages) - 1), path
        assert [page["has_more"] for page in pages] == [True] * (len(pages) - 1) + [False], path
        assert [item for page in pages for item in page["items"]] == whole["items"], path
        names = [name_of(item) for item in whole["items"]]
        assert names == sorted(set(names), reverse=True), path
        assert len(names) >= 4, path


def test_what_is_new_moves_nobodys_place(tool, player):
    for amount in (1, 2, 3):
        tool.deposits(player, amount)
    first = tool.get("/deposits?limit=2").json
    tool.deposits(player, 4)

    second = tool.get(f"/deposits?limit=2&cursor={first['next_cursor']}").json

    assert [item["amount_minor"] for item in second["items"]] == [1]


def test_the_link_field_leads_to_the_next_page(tool, lists):
    for path in lists:
        answer = tool.get(f"{path}?limit=3")
        address, relation = answer.headers["Link"].split("; ")
        assert relation == 'rel="next"'
        follows = tool.get(address.strip("<>").removeprefix("/api/v1"))
        assert follows.json == tool.get(f"{path}?limit=3&cursor={answer.json['next_cursor']}").json, path
        assert "Link" not in tool.get(f"{path}?limit=200").headers, path


def test_a_cursor_is_good_for_its_own_list_and_unaltered(tool, player, lists):
    cursor = tool.get("/deposits?limit=1").json["next_cursor"]
    key, signature = cursor.split(".")
    altered = [f"{key}.{signature[::-1]}", f"{key[::-1]}.{signature}", cursor.upper(), key, "x", "0" * 400]
    places = [f"/deposits?cursor={each}" for each in altered]

    for place in (*places, f"/players?cursor={cursor}", f"/players/{player}/deposits?cursor={cursor}"):
        answer = tool.get(place)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/cursor"), place


def test_a_limit_is_a_whole_number_up_to_200_and_nothing_else_is_asked(tool):
    for limit in ("0", "201", "-1", "1.0", "5_0", "x", "", "%201", "²"):
        answer = tool.get(f"/players?limit={limit}")
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/limit"), limit
    assert tool.get("/players?limit=1&limit=2").status_code == 422
    unknown = tool.get("/players?offset=10")
    assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (422, "/offset")


def test_a_list_asks_the_database_as_often_for_two_items_as_for_many(app, tool, player, lists):
    def asked(path):
        with counted(app) as statements:
            assert tool.get(path).status_code == 200
        return len(statements)

    few = {path: asked(f"{path}?limit=1") for path in lists}
    for _ in range(12):
        tool.deposits(tool.a_player(), 100)
        tool.deposits(player, 100)
        tool.a_login(player)

    assert {path: asked(f"{path}?limit=200") for path in lists} == few
    assert max(few.values()) <= 5


def test_transfers_tell_both_sides_and_what_the_player_has_after(tool, player):
    tool.deposits(player, 700)
    tool.deposits(player, 50)

    newest, oldest = tool.get(f"/players/{player}/transfers").json["items"]

    assert newest["call"].startswith("ca_")
    assert (newest["kind"], newest["amount_minor"], newest["currency"], newest["exponent"]) == ("deposit", 50, "EUR", 2)
    assert newest["source"] == {"account": "psp_clearing", "balance_after_minor": None}
    assert newest["target"] == {"account": "cash", "balance_after_minor": 750}
    assert oldest["target"]["balance_after_minor"] == 700


def test_times_are_rfc_3339_in_utc(tool, player):
    tool.deposits(player, 100)
    deposit = tool.get("/deposits").json["items"][0]

    for field in ("occurred_at", "recorded_at"):
        assert deposit[field].endswith("Z")
        assert datetime.fromisoformat(deposit[field]).tzinfo is not None
