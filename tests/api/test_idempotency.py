"""The Idempotency-Key: the same request twice is answered once (draft-ietf-httpapi-idempotency-key-header)."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from app import clock
from app.areas.api.permissions import Api
from app.errors import Refused
from app.extensions import db, transaction
from app.security import api_keys
from app.services import idempotency
from tests.api.conftest import ADA


def test_a_repeated_request_gets_the_first_answer_and_nothing_happens_again(tool, player, visitor):
    key = {"Idempotency-Key": "k1"}
    first = tool.post(f"/players/{player}/login-sessions", {}, **key)
    again = tool.post(f"/players/{player}/login-sessions", {}, **key)

    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert visitor.execute("select count(*) from login_session").fetchone() == (1,)
    assert visitor.execute("select count(*) from audit_record where name = 'api.answer_repeated'").fetchone() == (1,)


def test_a_quoted_key_is_the_same_key_as_a_bare_one(tool, player):
    bare = tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"})
    quoted = tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": '"k1"'})

    assert quoted.json == bare.json


def test_without_a_usable_key_nothing_is_done(tool, visitor):
    for key in (None, "", '""', "two words", "x" * 256, "na\tme", '"half'):
        answer = tool.post("/players", ADA, **{"Idempotency-Key": key})
        assert (answer.status_code, "Idempotency-Key" in answer.json["detail"]) == (400, True), key
    assert visitor.execute("select count(*) from player").fetchone() == (0,)


def test_a_key_used_for_another_request_is_refused(tool, player, visitor):
    key = {"Idempotency-Key": "k1"}
    tool.post(f"/players/{player}/login-sessions", {}, **key)

    other_body = tool.post(f"/players/{player}/login-sessions", {"ip": "192.0.2.1"}, **key)
    other_path = tool.post("/players", ADA, **key)

    assert (other_body.status_code, other_path.status_code) == (422, 422)
    assert "another request" in other_body.json["detail"]
    assert visitor.execute("select count(*) from login_session").fetchone() == (1,)


def test_a_refused_request_holds_no_key_and_is_decided_afresh(tool):
    key = {"Idempotency-Key": "k1"}
    too_young = ADA | {"birth_date": "2020-01-01"}

    assert tool.post("/players", too_young, **key).status_code == 422
    assert tool.post("/players", ADA, **key).status_code == 201


def test_two_keys_of_two_tools_do_not_meet(app, tool, player):
    with app.app_context(), transaction():
        row, text = api_keys.make("Other", [Api.SESSIONS_CREATE], expires_at=clock.now() + timedelta(1))
        db.session.add(row)
    key = {"Idempotency-Key": "k1"}

    mine = tool.post(f"/players/{player}/login-sessions", {}, **key)
    theirs = tool.post(f"/players/{player}/login-sessions", {}, **key, Authorization=f"Bearer {text}")

    assert mine.status_code == theirs.status_code == 201
    assert mine.json["id"] != theirs.json["id"]


def test_eight_at_once_do_one_thing(tool, player):
    body = {"payment_provider": "pretend", "external_id": "d1", "currency": "EUR", "amount_minor": 700}
    start = threading.Barrier(8)

    def send(_):
        start.wait()
        return tool.post(f"/players/{player}/deposits", body, **{"Idempotency-Key": "k1"})

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))

    done = {answer.data for answer in answers if answer.status_code == 201}
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(done) == 1
    assert tool.cash(player) == 700
    assert tool.post(f"/players/{player}/deposits", body, **{"Idempotency-Key": "k1"}).data in done


def test_whoever_comes_while_the_first_is_in_flight_is_told_so(app, tool, player, visitor):
    body = json.dumps({}).encode()
    path = f"/api/v1/players/{player}/login-sessions"
    (key_id,) = visitor.execute("select id from api_key").fetchone()
    asked = idempotency.Request(key_id, "k1", "POST", path, body)
    second = []

    def ask_too():
        second.append(tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"}))

    def work():
        asking = threading.Thread(target=ask_too)  # a request of its own, not one inside of ours
        asking.start()
        asking.join()
        raise Refused("The first did not come through after all.")

    with app.app_context(), pytest.raises(Refused, match="did not come through"):
        idempotency.answer_once(asked, work)

    assert (second[0].status_code, "still being worked on" in second[0].json["detail"]) == (409, True)
    assert tool.post(f"/players/{player}/login-sessions", {}, **{"Idempotency-Key": "k1"}).status_code == 201
