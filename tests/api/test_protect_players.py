"""Tools suspend and restrict players, each with a permission of its own, and read what stands."""

import pytest

from app.areas.api.permissions import Api

SUSPENSION, REACTIVATION = {"reason": "suspected_fraud"}, {"reason": "cleared"}
ACTS = {
    "suspension": SUSPENSION,
    "reactivation": REACTIVATION,
    "restrictions": SUSPENSION | {"kind": "betting"},
    "liftings": REACTIVATION | {"kind": "betting"},
}


def does(tool, player, act, **changes):
    return tool.post(f"/players/{player}/{act}", ACTS[act] | changes)


def shown(tool, player):
    found = tool.get(f"/players/{player}").json
    return found["status"], found["restrictions"]


def test_status_and_restrictions_are_read_and_changed(tool, player):
    assert shown(tool, player) == ("active", [])
    told = does(tool, player, "suspension")
    assert (told.status_code, told.json["status"]) == (200, "suspended")
    does(tool, player, "restrictions", kind="deposits")
    assert does(tool, player, "restrictions", until="2999-01-01T00:00:00Z").json["restrictions"] == [
        "betting",
        "deposits",
    ]
    does(tool, player, "reactivation")
    assert does(tool, player, "liftings").json["restrictions"] == ["deposits"]
    assert shown(tool, player) == ("active", ["deposits"])
    assert tool.get("/players").json["items"][0]["restrictions"] == ["deposits"]


def test_each_change_is_another_version(tool, player):
    tags = [tool.get(f"/players/{player}").headers["ETag"]]
    for act in ("restrictions", "liftings", "suspension", "reactivation"):
        does(tool, player, act)
        tags.append(tool.get(f"/players/{player}").headers["ETag"])
    assert len(set(tags)) == 5


def test_what_stands_already_is_refused_and_a_repetition_is_answered_as_the_first(tool, player, owner):
    again = {"Idempotency-Key": "act-7"}
    answers = [tool.post(f"/players/{player}/suspension", SUSPENSION, **again) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].data == answers[1].data
    assert does(tool, player, "suspension").status_code == 409
    assert owner.execute("select by_kind from player_status_change").fetchall() == [("api_key",)]


@pytest.mark.parametrize(
    ("act", "changes", "pointer"),
    [
        ("suspension", {"reason": "because"}, "/reason"),
        ("suspension", {"reason": "other"}, "/reason_text"),
        ("restrictions", {"kind": "everything"}, "/kind"),
        ("restrictions", {"until": "2001-01-01T00:00:00Z"}, "/until"),
        ("restrictions", {"until": "2999-01-01T00:00:00"}, "/until"),
        ("liftings", {"reason": "suspected_fraud"}, "/reason"),
    ],
    ids=str,
)
def test_a_fault_is_named_and_changes_nothing(tool, player, act, changes, pointer):
    answer = does(tool, player, act, **changes)
    assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer])
    assert shown(tool, player) == ("active", [])


@pytest.mark.parametrize("act", ACTS)
def test_each_act_takes_its_own_permission(app, tool, player, act, owner):
    needed = {
        "suspension": Api.PLAYERS_SUSPEND,
        "reactivation": Api.PLAYERS_REACTIVATE,
        "restrictions": Api.RESTRICTIONS_CREATE,
        "liftings": Api.RESTRICTIONS_LIFT,
    }
    owner.execute("update api_key set permissions = array_remove(permissions, %s)", [needed[act]])
    answer = does(tool, player, act)
    assert (answer.status_code, needed[act] in answer.json["detail"]) == (403, True)


def test_a_player_of_another_brand_is_not_there(key, tool, player):
    assert {does(key("lagoon"), player, act).status_code for act in ACTS} == {404}
    assert shown(tool, player) == ("active", [])
