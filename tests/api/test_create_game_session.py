"""POST /api/v1/players/{id}/game-sessions."""

import pytest


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


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        ("update game set blocked_countries = '{SE}'", "may not be played from SE"),
    ],
)
def test_what_is_switched_off_or_blocked_is_refused(tool, player, wish, owner, tamper, sentence):
    owner.execute(tamper)

    answer = tool.post(f"/players/{player}/game-sessions", wish)

    assert (answer.status_code, sentence in answer.json["detail"]) == (409, True)
