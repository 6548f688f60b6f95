"""Suspending and restricting over HTTP: at once, for a reason, honoured by the real wallet, undone by fewer."""

import json

import pytest
from psycopg.errors import InsufficientPrivilege

from tests.players.desk import CLEARED, WHY, bets, lifts, reactivates, restricts, suspends
from tests.screens.strict import Page, open_page
from tests.wallet.house import betwin, rollback, win


def told(owner):
    rows = owner.execute("select type, data from outbox_message where type like 'player.%' order by id").fetchall()
    return [(kind, json.loads(data)) for kind, data in rows]


def status(owner, player):
    return owner.execute("select status from player where id = %s", [player.id]).fetchone()[0]


def test_a_suspended_player_bets_no_more_while_open_rounds_are_settled(house, look, ada, owner, noted):
    assert bets(house, ada, "before", "open") is None
    assert bets(house, ada, "undone", "other") is None
    fred = look("fraud")
    assert suspends(fred, ada).status_code == 303

    assert bets(house, ada, "after", "new") is not None
    assert house.call("betwin", betwin(ada, win("won", "5.00"), round_id="open")).status == 200
    assert house.call("rollback", rollback(ada, ("back", "undone"), round_id="other")).status == 200
    assert house.purses(ada) == (10_400, 0, 0)
    assert (status(owner, ada), house.faults()) == ("suspended", [])
    sentence = f"Suspended {ada.ref}, who was active: suspected_fraud; 0 login sessions ended."
    assert noted("player.suspended") == [sentence]
    assert told(owner) == [("player.suspended", {"status": "suspended"})]


def test_a_reactivated_player_bets_again(house, look, ada, owner, noted):
    carla = look("compliance")
    suspends(carla, ada)
    assert reactivates(carla, ada).status_code == 303
    assert (bets(house, ada, "again"), status(owner, ada)) == (None, "active")
    assert noted("player.reactivated") == [f"Reactivated {ada.ref}, who was suspended: cleared."]
    assert told(owner)[-1] == ("player.reactivated", {"status": "active"})
    rows = owner.execute("select from_status, to_status, reason_code, by_id from player_status_change order by id")
    assert rows.fetchall() == [
        ("active", "suspended", "suspected_fraud", carla.outside_id),
        ("suspended", "active", "cleared", carla.outside_id),
    ]


def test_status_and_restrictions_are_two_axes(house, look, ada, noted):
    carla = look("compliance")
    restricts(carla, ada, "betting")
    suspends(carla, ada)
    reactivates(carla, ada)
    assert bets(house, ada, "still") is not None
    lifts(carla, ada, "betting")
    assert bets(house, ada, "free") is None
    assert noted("player.restricted") == [f"Restricted betting of {ada.ref}: suspected_fraud; restricted before: none."]
    lifted = f"Lifted the restriction of betting of {ada.ref}: cleared; still restricted: none."
    assert noted("player.restriction_lifted") == [lifted]


def test_lifting_a_restriction_of_betting_leaves_a_suspended_player_barred(house, look, ada):
    carla = look("compliance")
    suspends(carla, ada)
    restricts(carla, ada, "betting")
    lifts(carla, ada, "betting")
    assert bets(house, ada, "b") is not None


def test_a_flag_that_came_with_a_history_outlasts_a_suspension_and_can_be_lifted(house, look, ada, owner):
    house.protect(ada, restricted=True)
    carla = look("compliance")
    assert "No betting" in open_page(carla.client, f"/players/{ada.ref}").text
    suspends(carla, ada)
    reactivates(carla, ada)
    assert bets(house, ada, "b") is not None
    assert owner.execute("select reason_code from player_restriction").fetchall() == [("brought_in",)]
    lifts(carla, ada, "betting")
    assert bets(house, ada, "c") is None


def test_the_messages_say_what_is_barred_and_never_why(look, ada, owner):
    carla = look("compliance")
    restricts(carla, ada, "deposits", until="2099-01-01T00:00")
    lifts(carla, ada, "deposits")
    assert told(owner) == [
        ("player.restricted", {"kind": "deposits", "has_end": True}),
        ("player.restriction_lifted", {"kind": "deposits"}),
    ]


@pytest.mark.parametrize("act", ["suspensions", "restrictions"])
@pytest.mark.parametrize("reason", [{}, {"code": "because"}, {"code": "other", "text": "short"}], ids=str)
def test_without_a_reason_nothing_changes(house, look, ada, owner, act, reason):
    page = Page(look("fraud").post(f"/players/{ada.ref}/{act}", data={"kind": "betting"} | reason))
    assert (page.status, page.alert.startswith("There is a problem")) == (422, True)
    assert (status(owner, ada), bets(house, ada, "b")) == ("active", None)


def test_undoing_always_wants_words(look, ada, owner):
    carla = look("compliance")
    suspends(carla, ada)
    assert reactivates(carla, ada, code="cleared").status_code == 422
    assert status(owner, ada) == "suspended"


@pytest.mark.parametrize(
    "fields", [{"kind": ""}, {"kind": "everything"}, {"until": "2001-01-01T00:00"}, {"until": "soon"}], ids=str
)
def test_a_restriction_says_what_and_until_a_moment_to_come(look, ada, owner, fields):
    answer = restricts(look("fraud"), ada, **{"kind": "betting"} | fields)
    assert answer.status_code == 422
    assert owner.execute("select count(*) from player_restriction").fetchone() == (0,)


def test_what_is_done_already_is_told_and_done_once(look, ada, owner):
    carla = look("compliance")
    for act, again in ((suspends, suspends), (reactivates, reactivates)):
        assert act(carla, ada).status_code == 303
        page = Page(again(carla, ada))
        assert (page.status, "Nothing was changed" in page.text) == (409, True)
    restricts(carla, ada, "betting")
    assert restricts(carla, ada, "betting").status_code == 409
    assert lifts(carla, ada, "deposits").status_code == 409
    assert owner.execute("select count(*) from player_restriction").fetchone() == (1,)


def test_a_closed_player_stays_closed(look, ada, owner):
    owner.execute("update player set status = 'closed'")
    carla = look("compliance")
    assert (suspends(carla, ada).status_code, reactivates(carla, ada).status_code) == (409, 409)
    assert status(owner, ada) == "closed"


def test_fraud_protects_and_may_not_take_it_back(look, ada, owner):
    fred = look("fraud")
    suspends(fred, ada)
    for answer in (reactivates(fred, ada), lifts(fred, ada, "betting")):
        assert answer.status_code == 403
    assert status(owner, ada) == "suspended"


def test_of_another_brand_nobody_is_suspended(look, ada, owner):
    olga = look("head_of_operations", brand="other brand")
    assert [each.status_code for each in (suspends(olga, ada), restricts(olga, ada, "betting"))] == [404, 404]
    assert status(owner, ada) == "active"


def test_why_is_read_by_whoever_may_and_by_nobody_who_speaks_with_players(look, ada):
    suspends(look("compliance"), ada, code="money", text="Three cards of three people.")
    read = open_page(look("auditor").client, f"/players/{ada.ref}/protection")
    assert read.texts(".timeline .what") == ["Suspended The origin of money is in doubt. Three cards of three people"]
    sue = look("support")
    page = open_page(sue.client, f"/players/{ada.ref}")
    assert "This player is suspended." in page.text
    assert "money is in doubt" not in page.text
    assert open_page(sue.client, f"/players/{ada.ref}/protection").status == 403


def test_each_act_stands_on_the_record_for_whoever_may(look, ada):
    def offered(role):
        page = open_page(look(role).client, f"/players/{ada.ref}")
        return [text for text in page.texts("a.button") if text.endswith("…") and text != "Reveal…"]

    assert offered("fraud") == ["Suspend…", "Restrict…"]
    assert offered("auditor") == []
    suspends(look("compliance"), ada)
    assert offered("head_of_operations") == ["Reactivate…", "Restrict…"]


def test_the_application_writes_status_and_restrictions_by_no_other_way(visitor, ada):
    for statement in (
        "update player set status = 'active'",
        "update player_restriction set lifted_at = now()",
        "delete from player_restriction",
        "delete from player_status_change",
        "insert into player_status_change (player_id) values (1)",
    ):
        with pytest.raises(InsufficientPrivilege):
            visitor.execute(statement)


def test_whoever_relaxes_by_the_ledger_alone_frees_nobody_who_is_suspended(house, look, ada, visitor):
    suspends(look("fraud"), ada)
    visitor.execute("select ledger.relax(%s, p_restricted => true)", [ada.id])
    assert bets(house, ada, "b") is not None


def test_each_effect_tells_before_and_after(look, ada, owner):
    carla = look("compliance")
    restricts(carla, ada, "betting")
    restricts(carla, ada, "withdrawals", **WHY)
    lifts(carla, ada, "betting", **CLEARED)
    rows = owner.execute(
        "select body::json -> 'data' ->> 'before', body::json -> 'data' ->> 'after' from audit_record"
        " where phase = 'effect' and name like 'player.restrict%' order by event_id"
    ).fetchall()
    assert rows == [
        ("none", "betting"),
        ("betting", "betting, withdrawals"),
        ("betting, withdrawals", "withdrawals"),
    ]
