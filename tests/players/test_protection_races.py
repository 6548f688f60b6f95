"""Real threads over HTTP: whoever is suspended in the midst of play or signing in, nothing begins after it."""

from functools import partial

from tests.api.conftest import Tool
from tests.cast import hire, sign_in
from tests.payments.till import Till
from tests.players.desk import bets, reactivates, restricts, suspends
from tests.wallet.test_races import at_once

PLAYING = 64


def test_no_bet_of_64_who_play_is_taken_after_a_suspension(house, look, ada):
    carla = look("compliance")

    def suspend():
        answer = suspends(carla, ada)
        return answer.status_code, bets(house, ada, "after it")

    def play(number):
        """Three bets, one after the other, in a round of their own."""
        return [bets(house, ada, f"b{number}-{turn}", f"r{number}") for turn in range(3)]

    *played, (status, refused) = at_once([*(partial(play, number) for number in range(PLAYING)), suspend])

    assert (status, refused is not None) == (303, True)
    taken = [[code is None for code in codes] for codes in played]
    assert all(turns == sorted(turns, reverse=True) for turns in taken)  # once refused, refused from then on
    assert house.purses(ada) == (10_000 - 100 * sum(map(sum, taken)), 0, 0)
    assert house.faults() == []


def test_of_many_who_suspend_and_reactivate_each_act_happens_once(house, look, ada, owner):
    carla, hanna = look("compliance"), look("head_of_operations")
    acts = [partial(suspends, carla, ada)] * 6 + [partial(suspends, hanna, ada)] * 6
    answers = [answer.status_code for answer in at_once(acts)]
    assert sorted(answers) == [303] + [409] * 11
    assert owner.execute("select count(*) from player_status_change").fetchone() == (1,)
    acts = [partial(reactivates, carla, ada)] * 6 + [partial(restricts, hanna, ada, "betting")] * 6
    answers = [answer.status_code for answer in at_once(acts)]
    assert sorted(answers) == [303] * 2 + [409] * 10
    assert bets(house, ada, "still restricted") is not None


def test_no_session_begins_after_a_suspension(app, database, owner):
    till = Till(app).open()
    tool = Tool(app, till.key)
    player = tool.a_player()
    carla = sign_in(app, hire(app, "carla", "compliance"))
    logins = [partial(tool.post, f"/players/{player}/login-sessions", {}) for _ in range(16)]
    suspend = partial(carla.post, f"/players/{player}/suspensions", data={"code": "suspected_fraud"})
    *answers, done = at_once([*logins, suspend])
    assert done.status_code == 303
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert owner.execute("select count(*) from login_session where ended_at is null").fetchone() == (0,)
