"""ETags: the version of a row, told with it; whoever has it already is not sent it again."""

import pytest


def test_a_thing_and_its_list_tell_the_same_version_as_the_etag(tool, player):
    deposit = tool.deposits(player, 100)
    login = tool.a_login(player)

    for path in (f"/players/{player}", f"/deposits/{deposit.json['id']}", f"/login-sessions/{login}"):
        answer = tool.get(path)
        assert answer.headers["ETag"] == f'"{answer.json["version"]}"', path


def test_whoever_has_the_newest_version_is_not_sent_it_again(tool, player):
    etag = tool.get(f"/players/{player}").headers["ETag"]

    for known in (etag, f'"7", {etag}', f"W/{etag}", "*"):
        answer = tool.get(f"/players/{player}", **{"If-None-Match": known})
        assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag), known
    assert tool.get(f"/players/{player}", **{"If-None-Match": '"7"'}).status_code == 200


def test_every_change_of_a_player_is_another_version(tool, player, owner):
    before = tool.get(f"/players/{player}")
    owner.execute("update player set status = 'suspended'")
    owner.execute("update player set status = 'suspended'")

    after = tool.get(f"/players/{player}", **{"If-None-Match": before.headers["ETag"]})

    assert (before.headers["ETag"], after.headers["ETag"]) == ('"1"', '"2"')
    assert (after.status_code, after.json["status"]) == (200, "suspended")


def test_a_session_that_ended_is_another_version(tool, player):
    login = tool.a_login(player)
    before = tool.get(f"/login-sessions/{login}")
    tool.ask("DELETE", f"/login-sessions/{login}")
    after = tool.get(f"/login-sessions/{login}")

    assert (before.headers["ETag"], before.json["ended_at"]) == ('"1"', None)
    assert (after.headers["ETag"], after.json["ended_at"] >= after.json["started_at"]) == ('"2"', True)


def test_what_was_made_says_where_it_is(tool, player):
    made = {
        "/players": player,
        "/login-sessions": tool.a_login(player),
        "/deposits": tool.deposits(player, 100).json["id"],
    }
    for place, name in made.items():
        assert tool.get(f"{place}/{name}").json["id"] == name
    answer = tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"})
    again = tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"})

    assert answer.headers["Location"] == f"/api/v1/login-sessions/{answer.json['id']}"
    assert {name: again.headers[name] for name in ("Location", "ETag")} == {
        name: answer.headers[name] for name in ("Location", "ETag")
    }


@pytest.mark.parametrize("accepted", ["text/html", "application/xml, text/*;q=0.5", "application/json;q=0"])
def test_whoever_takes_no_json_is_told_so_before_anything_is_done(tool, player, visitor, accepted):
    answer = tool.post(f"/players/{player}/login-sessions", {}, Accept=accepted)

    assert (answer.status_code, answer.mimetype) == (406, "application/problem+json")
    assert visitor.execute("select count(*) from login_session").fetchone() == (0,)


@pytest.mark.parametrize("accepted", ["*/*", "application/*", "text/html, application/json;q=0.1", None])
def test_whoever_takes_json_among_others_is_answered(tool, player, accepted):
    assert tool.get(f"/players/{player}", Accept=accepted).status_code == 200
