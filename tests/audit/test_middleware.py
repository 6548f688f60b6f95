"""Before: the attempt. With the work: the effect. No record, no work."""

import json
from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from flask import Flask

from app import clock
from app.audit.middleware import Unrecorded
from app.extensions import db, transaction
from app.security import api_keys
from app.security.decorators import public
from app.security.permissions import every
from tests.cast import hire, sign_in
from tests.payments.till import Till


@pytest.fixture
def grace(app):
    return sign_in(app, hire(app, "grace"))


@pytest.fixture
def key(app):
    with app.app_context(), transaction():
        row, text = api_keys.make(
            "platform", [p for p in every() if p.is_for_machines], expires_at=clock.now() + timedelta(days=1)
        )
        db.session.add(row)
    return {"Authorization": f"Bearer {text}", "Idempotency-Key": "once"}


@pytest.fixture
def mute(owner) -> Iterator[None]:
    """The audit log takes no record."""
    owner.execute("revoke insert (event_id) on audit_record from countroom_app")
    yield
    owner.execute("grant insert (event_id) on audit_record to countroom_app")


def phases(owner: psycopg.Connection) -> list[tuple[str, str]]:
    return owner.execute(
        "select phase, name from audit_record where request_id is not null order by event_id"
    ).fetchall()


def test_a_change_leaves_its_attempt_and_its_effect_under_one_request(app, grace, owner):
    answer = grace.post("/sign-out")
    assert answer.status_code == 303
    assert phases(owner) == [("attempt", "auth.sign_out"), ("effect", "staff.signed_out")]
    assert owner.execute(
        "select count(distinct request_id) from audit_record where request_id is not null"
    ).fetchone() == (1,)


def test_a_forged_form_is_refused_and_remembered(app, grace, owner):
    assert grace.client.post("/sign-out").status_code == 403
    assert phases(owner) == [("attempt", "auth.sign_out"), ("refusal", "auth.sign_out")]
    assert grace.get("/games/rounds").status_code == 200


def test_another_sessions_token_does_not_open_a_form(app, grace, owner):
    sue = sign_in(app, hire(app, "sue"))
    assert grace.client.post("/sign-out", headers=sue.csrf).status_code == 403


def test_a_form_that_comes_back_to_be_corrected_is_remembered_as_refused(grace, owner):
    assert grace.post("/account/password", data={}).status_code == 422
    assert phases(owner) == [("attempt", "account.change_password"), ("refusal", "account.change_password")]


def test_every_answer_names_its_request(app):
    assert app.test_client().get("/live").headers["X-Request-Id"].startswith("rq_")


def test_a_change_without_its_record_is_found(app):
    careless = Flask("careless", static_folder=None)
    careless.testing = True
    from app.audit import middleware

    middleware.init_app(careless)
    careless.add_url_rule("/careless", "careless", public("a test")(lambda: "changed"), methods=["POST"])
    with pytest.raises(Unrecorded, match="/careless"):
        careless.test_client().post("/careless")


def test_with_the_audit_log_closed_a_page_changes_nothing_and_says_so(app, grace, owner, mute):
    answer = grace.post("/sign-out")
    assert (answer.status_code, "audit log" in answer.text) == (503, True)
    assert owner.execute("select count(*) from staff_session where revoked_at is null").fetchone() == (1,)


def test_with_the_audit_log_closed_the_api_changes_nothing_and_says_so(app, key, owner, mute):
    answer = app.test_client().post("/api/v1/players", json={"brand": "any"}, headers=key)
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert owner.execute("select count(*) from player").fetchone() == (0,)


@pytest.fixture
def walter(app):
    return sign_in(app, hire(app, "walter"))


@pytest.fixture
def foreign(app, owner):
    """A person of one brand, and the address of another's withdrawal."""
    till = Till(app).open()
    till.hire("olga", "payments.withdrawals.read", brand="lagoon")
    address = f"/payments/withdrawals/{till.asks(till.a_player(5000), 3000)}"
    return sign_in(app, till.staff["olga"]), address


def test_asking_for_what_is_out_of_reach_is_remembered_with_what_was_asked(foreign, owner):
    olga, address = foreign
    assert olga.get(address).status_code == 404
    kept = "select target, outcome, actor_id, body from audit_record where phase = 'refusal'"
    [(target, outcome, actor, body)] = owner.execute(kept).fetchall()
    assert (target, outcome, actor) == (address.rpartition("/")[2], "out_of_reach", olga.outside_id)
    assert json.loads(body)["data"] == {
        "permission": "payments.withdrawals.read",
        "reason": "It lies outside their brands.",
        "status": 404,
    }


def test_with_the_audit_log_closed_not_even_that_is_told(foreign, mute):
    olga, address = foreign
    assert olga.get(address).status_code == 503
    assert olga.get(address[:-1]).status_code == 404


def test_with_the_audit_log_closed_a_refusal_is_not_told_either(walter, mute):
    assert walter.get("/games/rounds").status_code == 503
