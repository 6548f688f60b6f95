"""POST /api/v1/players/{id}/login-sessions, DELETE /api/v1/login-sessions/{id}."""


def test_a_login_session_begins_and_ends_with_its_game_sessions(tool, player, visitor):
    login = tool.a_login(player)
    wish = {"login_session": login, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"}
    tool.post(f"/players/{player}/game-sessions", wish)

    answer = tool.ask("DELETE", f"/login-sessions/{login}")

    assert (answer.status_code, answer.data) == (204, b"")
    assert visitor.execute("select ended_at is null from login_session").fetchall() == [(False,)]
    assert visitor.execute("select ended_at is null from game_session").fetchall() == [(False,)]


def test_ending_twice_changes_nothing(tool, player, visitor):
    login = tool.a_login(player)
    tool.ask("DELETE", f"/login-sessions/{login}")
    before = visitor.execute("select ended_at from login_session").fetchone()

    assert tool.ask("DELETE", f"/login-sessions/{login}").status_code == 204
    assert visitor.execute("select ended_at from login_session").fetchone() == before
    named = visitor.execute("select name from audit_record where phase = 'effect' order by event_id").fetchall()
    assert [name for (name,) in named[-2:]] == ["login_session.ended", "login_session.had_ended"]


def test_a_suspended_player_does_not_sign_in(tool, player, owner):
    owner.execute("update player set status = 'suspended'")

    answer = tool.post(f"/players/{player}/login-sessions", {})

    assert (answer.status_code, "suspended" in answer.json["detail"]) == (409, True)
