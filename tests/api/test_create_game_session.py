"""POST /api/v1/players/{id}/game-sessions."""

import pytest

from app.queries.in_play import Scope
from app.services import availability
from app.services.availability import Why


@pytest.fixture
def wish(tool, player):
    return {
        "login_session": tool.a_login(player),
        "integration": "northlight-norrsken",
        "game": "nl-orchard",
        "currency": "EUR",
    }


def test_the_answer_says_how_the_provider_will_call(tool, player, wish):
    answer = tool.post(f"/players/{player}/game-sessions", wish)

    assert answer.status_code == 201
    assert answer.json["id"].startswith("gs_")
    assert answer.json | {"id": "…", "started_at": "…"} == {
        "id": "…",
        "version": 1,
        "login_session": wish["login_session"],
        "integration": "northlight-norrsken",
        "started_at": "…",
        "ended_at": None,
        "account_id": player,
        "game_id": "nl-orchard",
        "currency": "EUR",
        "wallet_path": "/wallet/northlight-norrsken",
    }


NOT_OFFERED = [
    ({"game": "ck-roulette"}, "/game"),
    ({"game": "nothing"}, "/game"),
    ({"integration": "northlight-lagoon"}, "/game"),
    ({"currency": "SEK"}, "/currency"),
]


def test_what_the_player_cannot_open_is_named(tool, player, wish):
    for change, pointer in NOT_OFFERED:
        answer = tool.post(f"/players/{player}/game-sessions", wish | change)
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer), change


def test_another_players_login_session_opens_nothing(tool, wish):
    answer = tool.post(f"/players/{tool.a_player()}/game-sessions", wish)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/login_session")


def test_an_ended_login_session_opens_nothing(tool, player, wish):
    tool.ask("DELETE", f"/login-sessions/{wish['login_session']}")

    answer = tool.post(f"/players/{player}/game-sessions", wish)

    assert (answer.status_code, "has ended" in answer.json["detail"]) == (409, True)


def test_what_is_blocked_where_the_player_lives_is_refused(tool, player, wish, owner):
    owner.execute("update game set blocked_countries = '{SE}'")

    answer = tool.post(f"/players/{player}/game-sessions", wish)

    assert (answer.status_code, "may not be played from SE" in answer.json["detail"]) == (409, True)


STOPS = {
    "game_id": "select id from game where code = 'nl-orchard'",
    "provider_id": "select id from provider where code = 'northlight'",
    "integration_id": "select id from integration where code = 'northlight-norrsken'",
    "brand_id": "select id from brand where code = 'norrsken'",
}


@pytest.mark.parametrize("target", STOPS)
@pytest.mark.parametrize("narrowed", [{}, {"country": "SE", "currency": "EUR"}])
def test_what_is_stopped_opens_no_session_until_it_is_lifted(app, tool, player, wish, owner, target, narrowed):
    scope = Scope(**{target: owner.execute(STOPS[target]).fetchone()[0]}, **narrowed)
    with app.app_context():
        stop = availability.stop(scope, why=Why("For a test."), by=None).outside_id
    answer = tool.post(f"/players/{player}/game-sessions", wish)
    said = "may not be played from SE" if narrowed else "switched off"
    assert (answer.status_code, said in answer.json["detail"]) == (409, True)
    with app.app_context():
        availability.lift(stop, why=Why("For a test."), by=None)
    assert tool.post(f"/players/{player}/game-sessions", wish).status_code == 201


def test_maintenance_opens_no_session_and_says_so(app, tool, player, wish):
    with app.app_context():
        availability.maintain(None, why=Why("For a test."), by=None, permission="")
    answer = tool.post(f"/players/{player}/game-sessions", wish)
    assert (answer.status_code, "maintenance" in answer.json["detail"]) == (409, True)
