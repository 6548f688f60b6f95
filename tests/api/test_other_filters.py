"""Players, adjustments, sessions and transfers, narrowed; the payments have a file of their own."""

from urllib.parse import urlencode

import pytest

from app.queries import keyset
from tests.api.test_filters import ids
from tests.api.test_lists import walked
from tests.screens.queries import counted

PERIOD = {"occurred_from": "2026-01-01T00:00:00Z", "occurred_to": "2999-01-01T00:00:00Z"}


@pytest.fixture
def lives(tool, player):
    """Two more players, and of the first one some of everything; the paths of the lists of one player."""
    tool.a_player(country="FI")
    tool.a_player(brand="lagoon")
    tool.deposits(player, 500)
    tool.deposits(player, 300)
    tool.withdraws(player, 100)
    tool.adjusts(player, 5)
    tool.adjusts(player, -7, purse="bonus", reason="mistake")
    ended, open_one = tool.a_login(player), tool.a_login(player)
    tool.ask("DELETE", f"/login-sessions/{ended}")
    wish = {"login_session": open_one, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"}
    assert tool.post(f"/players/{player}/game-sessions", wish).status_code == 201
    names = ("adjustments", "login-sessions", "game-sessions", "transfers")
    return {name: f"/players/{player}/{name}" for name in names} | {"login": open_one}


def test_players_are_narrowed_by_brand_status_country_and_when_they_registered(tool, player, lives, owner):
    lagoon, finn, first = ids(tool, "/players")
    owner.execute("update player set status = 'suspended' where country = 'FI'")
    assert ids(tool, "/players", brand="norrsken") == [finn, first]
    assert ids(tool, "/players", brand="lagoon") == [lagoon]
    assert ids(tool, "/players", status="suspended") == ids(tool, "/players", country="FI") == [finn]
    assert ids(tool, "/players", country="FI", status="active") == []
    began = [each["registered_at"] for each in tool.get("/players").json["items"]]
    assert ids(tool, "/players", occurred_from=began[1], occurred_to=began[0]) == [finn]


def test_a_key_of_one_brand_lists_no_player_of_another_however_it_asks(tool, key, player, lives):
    lagoon = key("lagoon")
    (own,) = ids(lagoon, "/players")
    assert ids(lagoon, "/players", brand="lagoon") == ids(lagoon, "/players", country="SE", **PERIOD) == [own]
    assert ids(lagoon, "/players", country="FI") == []
    foreign, unknown = (lagoon.get(f"/players?brand={code}") for code in ("norrsken", "nowhere"))
    assert (foreign.status_code, foreign.json["errors"]) == (422, unknown.json["errors"])
    for name in ("adjustments", "login-sessions", "game-sessions", "transfers"):
        assert lagoon.get(f"{lives[name]}?{urlencode(PERIOD)}").status_code == 404


def test_adjustments_are_narrowed_by_what_staff_narrow_them_by(tool, lives):
    debit, credit = ids(tool, lives["adjustments"])
    for filters in ({"direction": "debit"}, {"purse": "bonus"}, {"reason": "mistake"}):
        assert ids(tool, lives["adjustments"], **filters) == [debit], filters
    assert ids(tool, lives["adjustments"], state="requested", currency="EUR", **PERIOD) == [debit, credit]
    assert ids(tool, lives["adjustments"], state="applied") == []


def test_sessions_are_narrowed_by_whether_they_ended_and_when_they_began(tool, lives):
    path = lives["login-sessions"]
    whole = ids(tool, path)
    assert ids(tool, path, state="open", **PERIOD) == [lives["login"]]
    assert ids(tool, path, state="ended") == [each for each in whole if each != lives["login"]]
    began = [each["started_at"] for each in tool.get(path).json["items"]]
    assert ids(tool, path, occurred_to=began[0]) == whole[1:]
    assert len(ids(tool, lives["game-sessions"], state="open", currency="EUR", **PERIOD)) == 1
    assert ids(tool, lives["game-sessions"], state="ended") == []


def test_transfers_are_narrowed_by_currency_kind_and_period(tool, lives):
    def kinds(**filters):
        return [each["kind"] for each in tool.get(f"{lives['transfers']}?{urlencode(filters)}").json["items"]]

    assert kinds(currency="EUR", **PERIOD) == ["withdrawal_request", "deposit", "deposit"]
    assert kinds(kind="deposit") == ["deposit"] * 2
    assert kinds(kind="bet") == kinds(currency="USD") == []
    began = [each["occurred_at"] for each in tool.get(lives["transfers"]).json["items"]]
    assert kinds(occurred_from=began[1], occurred_to=began[0]) == ["deposit"]


def test_a_search_through_transfers_gives_up_and_goes_on_by_cursor(tool, player, monkeypatch):
    monkeypatch.setattr(keyset, "SEARCHED", 4)
    tool.deposits(player, 500)
    for _ in range(5):
        tool.withdraws(player, 10)
    tool.deposits(player, 500)
    pages = walked(tool, f"/players/{player}/transfers", "50&kind=deposit")
    assert [(len(page["items"]), page["searched_to"] is None) for page in pages] == [(1, False), (1, True)]
    pages = walked(tool, f"/players/{player}/transfers", "2&kind=withdrawal_request")
    assert sum(len(page["items"]) for page in pages) == 5
    assert len({each["call"] for page in pages for each in page["items"]}) == 5


def test_a_search_through_players_gives_up_and_goes_on_by_cursor(tool, player, monkeypatch):
    monkeypatch.setattr(keyset, "SEARCHED", 2)
    rare = tool.a_player(country="FI")
    for _ in range(3):
        tool.a_player()
    pages = walked(tool, "/players", "50&country=FI")
    assert [each["id"] for page in pages for each in page["items"]] == [rare]
    assert [page["searched_to"] is None for page in pages] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("adjustments", {"state": "paid", "direction": "up", "purse": "cold", "reason": "why", "currency": "ZZZ"}),
        ("login-sessions", {"state": "gone", "occurred_from": "now"}),
        ("game-sessions", {"state": "gone", "currency": "x"}),
        ("transfers", {"kind": "tombstone", "currency": "ZZZ", "occurred_to": "2026-02-30T00:00:00Z"}),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(tool, lives, name, wrong):
    for field, value in wrong.items():
        answer = tool.get(f"{lives[name]}?{urlencode({field: value})}")
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, f"/{field}")
    for field, value in {"status": "gone", "country": "Finland", "brand": "nowhere"}.items():
        answer = tool.get(f"/players?{urlencode({field: value})}")
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, f"/{field}")


def test_filters_ask_the_database_a_fixed_number_of_times(app, tool, player, lives):
    def asked(path, limit, **filters):
        with counted(app) as statements:
            assert tool.get(f"{path}?{urlencode({'limit': limit} | filters)}").status_code == 200
        return len(statements)

    places = {lives[name]: {"currency": "EUR", **PERIOD} for name in ("adjustments", "game-sessions", "transfers")}
    places |= {lives["login-sessions"]: {"state": "open", **PERIOD}, "/players": {"brand": "norrsken", **PERIOD}}
    few = {path: asked(path, 200, **filters) for path, filters in places.items()}
    for _ in range(6):
        tool.deposits(player, 100)
        tool.a_login(player)
        tool.adjusts(player, 5)
        tool.a_player()
    assert {path: asked(path, 200, **filters) for path, filters in places.items()} == few
    assert max(few.values()) <= 7
