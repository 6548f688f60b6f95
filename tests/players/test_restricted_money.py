"""What a suspended or restricted player may do with money and sessions, over the API and at the payment provider."""

import pytest

from app.extensions import transaction
from app.jobs.queue import enqueue
from app.services import protection
from tests.api.conftest import Tool
from tests.cast import hire, sign_in
from tests.jobs.running import run
from tests.screens.strict import open_page

REASON = {"code": "suspected_fraud"}
CLEARED = {"code": "cleared", "text": "Looked into by two of us."}


@pytest.fixture
def tool(app, till):
    return Tool(app, till.key)


@pytest.fixture
def player(tool):
    made = tool.a_player()
    assert tool.deposits(made, 10_000).status_code == 201
    return made


@pytest.fixture
def does(app, till, player):
    """Carla, who looks after compliance, does this to the player."""
    carla = sign_in(app, hire(app, "carla", "compliance"))

    def done(act, **fields):
        answer = carla.post(f"/players/{player}/{act}", data=fields)
        assert answer.status_code == 303, answer.text

    return done


def test_a_player_who_may_not_deposit_starts_nothing_and_what_arrives_is_owed_back(till, tool, player, does):
    under_way = tool.attempts(player, 2_000, external_id="under way")
    assert under_way.status_code == 201
    does("restrictions", kind="deposits", **REASON)

    refused = tool.attempts(player, 2_000)
    assert (refused.status_code, "may not deposit" in refused.json["detail"]) == (409, True)
    assert tool.deposits(player, 2_000, external_id="under way").json["state"] == "diverted"
    assert tool.cash(player) == 10_000
    does("liftings", kind="deposits", **CLEARED)
    assert tool.attempts(player, 2_000).status_code == 201
    assert tool.deposits(player, 2_000).json["state"] == "captured"


def test_a_player_who_may_not_withdraw_asks_for_nothing_and_nothing_is_approved(till, tool, player, does):
    waiting = tool.withdraws(player, 1_000).json["id"]
    does("restrictions", kind="withdrawals", **REASON)

    refused = tool.withdraws(player, 1_000)
    assert (refused.status_code, "may not withdraw" in refused.json["detail"]) == (409, True)
    with pytest.raises(Exception, match="Withdrawals of this player are restricted"):
        till.approve(waiting)
    assert till.state(waiting)[0] == "requested"
    assert tool.deposits(player, 2_000).json["state"] == "captured"
    does("liftings", kind="withdrawals", **CLEARED)
    assert till.approve(waiting) == "approved"


def test_a_suspended_player_neither_pays_nor_is_paid_and_what_is_under_way_arrives(till, tool, player, does):
    waiting = tool.withdraws(player, 1_000).json["id"]
    does("suspensions", **REASON)
    assert tool.attempts(player, 2_000).status_code == 409
    assert tool.withdraws(player, 1_000).status_code == 409
    with pytest.raises(Exception, match="suspended"):
        till.approve(waiting)
    assert tool.deposits(player, 2_000).json["state"] == "captured"
    assert till.reject(waiting) == "rejected"


def test_sessions_of_a_suspended_player_end_and_none_begins(till, tool, player, does):
    login = tool.a_login(player)
    game = {"login_session": login, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"}
    assert tool.post(f"/players/{player}/game-sessions", game).status_code == 201
    does("suspensions", **REASON)

    assert till.rows("select count(*) from login_session where ended_at is null") == [(0,)]
    assert till.rows("select count(*) from game_session where ended_at is null") == [(0,)]
    assert tool.post(f"/players/{player}/login-sessions", {}).status_code == 409
    assert tool.post(f"/players/{player}/game-sessions", game).status_code == 409
    does("reactivations", **CLEARED)
    assert tool.post(f"/players/{player}/login-sessions", {}).status_code == 201


def test_what_has_run_out_bars_nothing_and_the_job_lifts_it(app, settings, till, tool, player, does, owner):
    for kind in ("betting", "deposits", "withdrawals"):
        does("restrictions", kind=kind, until="2099-01-01T00:00", **REASON)
    assert tool.withdraws(player, 1_000).status_code == 409
    owner.execute("update player_restriction set until = imposed_at")

    assert tool.withdraws(player, 1_000).status_code == 201
    assert tool.attempts(player, 1_000).status_code == 201
    assert till.rows("select distinct restricted from ledger.account") == [(True,)]
    assert till.run(protection.lift_what_ran_out, 2) == 2
    assert till.run(protection.lift_what_ran_out, 2) == 1
    assert till.rows("select distinct restricted from ledger.account") == [(False,)]
    assert till.rows("select distinct lifted_reason_code, lifted_by_kind from player_restriction") == [
        ("ran_out", "system")
    ]
    says = "select count(*) from audit_record where name = 'player.restriction_lifted' and actor_kind = 'system'"
    assert owner.execute(says).fetchone() == (3,)


def test_whoever_restricts_again_what_ran_out_begins_a_new_restriction(till, player, does, owner):
    does("restrictions", kind="deposits", until="2099-01-01T00:00", **REASON)
    owner.execute("update player_restriction set until = imposed_at")
    does("restrictions", kind="deposits", **REASON)
    assert till.rows("select lifted_reason_code from player_restriction order by id") == [("ran_out",), (None,)]
    assert till.run(protection.lift_what_ran_out, 9) == 0


def test_the_clock_asks_for_the_job(app, settings, till, player, does, owner):

    does("restrictions", kind="betting", until="2099-01-01T00:00", **REASON)
    owner.execute("update player_restriction set until = imposed_at")
    with app.app_context(), transaction():
        enqueue("lift_restrictions", timestamp=0)
    run(app, settings)
    assert till.rows("select lifted_reason_code from player_restriction") == [("ran_out",)]


def test_the_checks_of_a_withdrawal_tell_what_bars_it(app, till, tool, player, does):
    waiting = tool.withdraws(player, 1_000).json["id"]
    does("restrictions", kind="withdrawals", **REASON)
    penny = sign_in(app, hire(app, "penny"))
    page = open_page(penny.client, f"/payments/withdrawals/{waiting}")
    assert any("no withdrawals" in said for said in page.texts(".checks li.bad"))
