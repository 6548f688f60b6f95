"""Attempts to deposit over the API: started once, read back, each kept to its brand and its key's scope."""

from datetime import timedelta

import pytest

from app import clock
from app.extensions import db, transaction
from app.security import api_keys
from app.security.permissions import every
from tests.api.conftest import Tool


def test_an_attempt_is_started_moves_nothing_and_says_where_it_is(tool, player):
    answer = tool.attempts(player, 2500)

    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    shown = answer.json
    assert answer.headers["Location"] == f"/api/v1/deposit-attempts/{shown['id']}"
    assert shown["id"].startswith("at_")
    assert {name: shown[name] for name in ("state", "method", "currency", "exponent", "amount_minor", "player")} == {
        "state": "started",
        "method": "card",
        "currency": "EUR",
        "exponent": 2,
        "amount_minor": 2500,
        "player": player,
    }
    assert (shown["external_id"], shown["reason"], shown["deposit"]) == (None, None, None)
    assert shown["expires_at"] > shown["occurred_at"]
    assert tool.get(f"/deposit-attempts/{shown['id']}").json == shown
    assert tool.cash(player) == 0


def test_the_same_request_again_starts_no_second_one(tool, player, visitor):
    first, second = (tool.attempts(player, 2500) for _ in range(2))
    assert first.json["id"] != second.json["id"]
    body = {"payment_provider": "pretend", "method": "card", "currency": "EUR", "amount_minor": 100}
    path = f"/players/{player}/deposit-attempts"
    again = [tool.post(path, body, **{"Idempotency-Key": "once"}) for _ in range(2)]
    assert [answer.status_code for answer in again] == [201, 201]
    assert again[0].data == again[1].data
    assert tool.post(path, body | {"amount_minor": 101}, **{"Idempotency-Key": "once"}).status_code == 422
    assert tool.post(path, body, **{"Idempotency-Key": None}).status_code == 400
    assert visitor.execute("select count(*) from deposit_attempt").fetchone() == (3,)


def test_what_the_tool_captures_under_its_identifier_captures_the_attempt(tool, player):
    attempt = tool.attempts(player, 2500, external_id="pay_1").json
    deposit = tool.deposits(player, 2500, "pay_1").json
    shown = tool.get(f"/deposit-attempts/{attempt['id']}").json
    assert (shown["state"], shown["deposit"], shown["version"]) == ("captured", deposit["id"], 2)
    assert tool.attempts(player, 2500, external_id="pay_1").json == shown
    assert tool.attempts(player, 2501, external_id="pay_1").status_code == 409
    assert tool.attempts(tool.a_player(), 2500, external_id="pay_1").status_code == 409


@pytest.mark.parametrize(
    ("change", "status", "pointer"),
    [
        ({"payment_provider": "nobody"}, 422, "/payment_provider"),
        ({"currency": "SEK"}, 422, "/currency"),
        ({"method": "Card"}, 422, "/method"),
        ({"method": "x" * 41}, 422, "/method"),
        ({"external_id": ""}, 422, "/external_id"),
        ({"external_id": "a\0b"}, 422, "/external_id"),
        ({"amount_minor": 0}, 422, "/amount_minor"),
        ({"amount_minor": "100"}, 422, "/amount_minor"),
        ({"state": "captured"}, 422, "/state"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_names_its_field_and_starts_nothing(tool, player, visitor, change, status, pointer):
    answer = tool.attempts(player, **{"amount_minor": 2500} | change)
    assert (answer.status_code, [each["pointer"] for each in answer.json["errors"]]) == (status, [pointer])
    assert visitor.execute("select count(*) from deposit_attempt").fetchone() == (0,)


def test_whoever_is_excluded_starts_none(tool, player, visitor):
    visitor.execute("select ledger.protect(player_id, p_excluded => true) from ledger.account limit 1")
    answer = tool.attempts(player, 2500)
    assert answer.status_code == 409
    assert answer.json["detail"] == "This player may not deposit: excluded, closed, suspended or restricted."


def test_a_players_attempts_are_listed_newest_first(tool, player):
    made = [tool.attempts(player, amount).json["id"] for amount in (100, 200, 300)]
    tool.attempts(tool.a_player(), 400)
    first = tool.get(f"/players/{player}/deposit-attempts?limit=2").json
    rest = tool.get(f"/players/{player}/deposit-attempts?limit=2&cursor={first['next_cursor']}").json
    assert [each["id"] for each in first["items"] + rest["items"]] == made[::-1]
    assert rest["has_more"] is False


def test_a_key_needs_the_scope_and_another_brands_key_sees_nothing(app, tool, player, visitor):
    attempt = tool.attempts(player, 100).json["id"]
    [(lagoon,)] = visitor.execute("select id from brand where code = 'lagoon'").fetchall()
    stranger = a_key(app, ["api.deposit_attempts.read", "api.deposit_attempts.create"], brand_id=lagoon)
    assert stranger.get(f"/deposit-attempts/{attempt}").status_code == 404
    assert stranger.get(f"/players/{player}/deposit-attempts").status_code == 404
    assert stranger.attempts(player, 100).status_code == 404
    narrow = a_key(app, ["api.deposits.create", "api.deposits.read"])
    assert narrow.get(f"/deposit-attempts/{attempt}").status_code == 403
    assert narrow.attempts(player, 100).status_code == 403
    starter = a_key(app, ["api.deposit_attempts.create"])
    assert starter.attempts(player, 100).status_code == 201
    assert starter.deposits(player, 100).status_code == 403  # whoever starts credits nothing


def test_a_payments_name_tells_one_brand_nothing_of_anothers_attempt(tool, player, key):
    """Told what differs, and of which attempt, a tool could ask on until nothing does."""
    attempt = tool.attempts(player, 2500, external_id="pay_1").json["id"]
    lagoon = key("lagoon")
    stranger = lagoon.a_player(brand="lagoon")
    answers = [
        *(lagoon.attempts(stranger, amount, external_id="pay_1") for amount in (2500, 2501)),
        *(lagoon.deposits(stranger, amount, "pay_1") for amount in (2500, 2501)),
    ]
    told = {(answer.status_code, answer.json["detail"]) for answer in answers}
    assert told == {(409, "This payment belongs to another attempt.")}
    assert attempt not in "".join(answer.text for answer in answers)
    assert lagoon.cash(stranger) == 0


def a_key(app, permissions, **more):

    with app.app_context(), transaction():
        held = [each for each in every() if each in permissions]
        row, text = api_keys.make("Narrow", held, expires_at=clock.now() + timedelta(days=1), **more)
        db.session.add(row)
    return Tool(app, text)
