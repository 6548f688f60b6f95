"""What the API changes is told in the audit log, as attempt and effect, by the key that asked."""

import json

import pytest


@pytest.fixture
def effects(visitor):
    def told():
        rows = visitor.execute(
            "select name, target, actor_id, body from audit_record where phase = 'effect' and actor_kind = 'api_key'"
            " order by recorded_at"
        )
        return [(name, target, json.loads(body)) for name, target, _, body in rows]

    return told


def test_every_change_leaves_its_event_on_its_player(tool, player, effects):
    login = tool.a_login(player)
    game = {"login_session": login, "integration": "northlight-norrsken", "game": "nl-orchard", "currency": "EUR"}
    session = tool.post(f"/players/{player}/game-sessions", game).json["id"]
    deposit = tool.deposits(player, 500).json["id"]
    tool.ask("DELETE", f"/login-sessions/{login}")

    told = effects()
    assert [(name, target) for name, target, _ in told] == [
        ("player.registered", player),
        ("login_session.started", player),
        ("game_session.started", player),
        ("deposit.captured", player),
        ("login_session.ended", player),
    ]
    assert told[2][2]["data"]["game_session"] == session
    assert told[3][2]["data"] | {"deposit": deposit} == {
        "deposit": deposit,
        "payment_provider": "pretend",
        "currency": "EUR",
        "amount_minor": 500,
        "state": "captured",
    }


def test_a_repeated_answer_is_an_event_of_its_own(tool, player, effects):
    for _ in range(2):
        tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"})

    assert [name for name, _, _ in effects()][-2:] == ["login_session.started", "api.answer_repeated"]


def test_attempts_and_refusals_stand_there_too(tool, player, visitor):
    tool.deposits(player, 0)

    rows = visitor.execute("select phase from audit_record where name = 'api.create_deposit' order by recorded_at")
    assert rows.fetchall() == [("attempt",), ("refusal",)]


def test_without_its_audit_record_nothing_is_done(tool, player, owner):
    owner.execute("alter table audit_record add constraint broken check (phase <> 'effect') not valid")
    try:
        answer = tool.deposits(player, 500)
    finally:
        owner.execute("alter table audit_record drop constraint broken")

    assert (answer.status_code, answer.mimetype) == (503, "application/problem+json")
    assert tool.cash(player) == 0
