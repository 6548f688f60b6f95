"""Login sessions of a player: when and from where; and staff who end one."""

import json

from tests.screens.queries import counted
from tests.screens.strict import open_page


def sessions(player):
    return f"/players/{player.ref}/sessions"


def endings(login):
    return f"/players/sessions/{login}/endings"


def logins(page):
    return [row["id"] for row in page.soup.select("[data-rows] > tr")]


def test_a_session_tells_its_games_and_can_be_ended_at_once(house, look, ada, owner, noted):
    house.open_session(ada)
    sue = look("support")
    page = open_page(sue.client, sessions(ada))
    (login,) = logins(page)
    assert page.soup.select_one("[data-rows] .game").get_text() == "slot"
    assert sue.post(endings(login)).status_code == 303

    assert owner.execute("select count(*) from login_session where ended_at is null").fetchone() == (0,)
    assert owner.execute("select count(*) from game_session where ended_at is null").fetchone() == (0,)
    assert noted("login_session.ended") == [f"Ended login session {login} of {ada.ref}."]
    ((about, data),) = owner.execute("select about, data from outbox_message").fetchall()
    assert (about, json.loads(data)) == (login, {"player": ada.ref})
    assert "End session" not in open_page(sue.client, sessions(ada)).text


def test_a_session_ends_once_and_that_is_told(house, look, ada, owner):
    house.open_session(ada)
    sue = look("support")
    (login,) = logins(open_page(sue.client, sessions(ada)))
    assert [sue.post(endings(login)).status_code for _ in range(2)] == [303, 409]
    assert owner.execute("select count(*) from outbox_message").fetchone() == (1,)


def test_whoever_may_not_see_or_end_sessions_is_told_so(house, look, ada):
    house.open_session(ada)
    (login,) = logins(open_page(look("auditor").client, sessions(ada)))
    assert look("payments").get(sessions(ada)).status_code == 403
    assert "players.sessions.end" in look("crm").post(endings(login)).text


def test_a_session_of_another_brand_is_not_there(house, look, ada):
    house.open_session(ada)
    (login,) = logins(open_page(look("support").client, sessions(ada)))
    olga = look("fraud", brand="other brand")
    assert (olga.get(sessions(ada)).status_code, olga.post(endings(login)).status_code) == (404, 404)


def test_the_number_of_queries_does_not_grow_with_the_sessions(app, house, look, ada):
    sue, asked = look("support"), []
    for _ in range(3):
        house.open_session(ada)
        with counted(app) as statements:
            open_page(sue.client, sessions(ada))
        asked.append(len(statements))
    assert len(set(asked)) == 1, statements


def test_lately_tells_of_sign_ins_and_notes_to_whoever_may_read_them(house, look, ada):
    house.open_session(ada)
    told = open_page(look("support").client, f"/players/{ada.ref}").texts(".timeline .what")
    assert told == ["Signed in", "Registered b"]
    assert open_page(look("payments").client, f"/players/{ada.ref}").texts(".timeline .what") == ["Registered b"]
