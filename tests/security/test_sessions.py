"""A session is a row: ending it, its time, or the staff member ends it at the next request."""

import pytest

from tests.cast import hire, sign_in

PAGE = "/games/rounds"


@pytest.fixture
def grace(app):
    return sign_in(app, hire(app, "grace"))


def test_a_live_session_opens_the_page(grace):
    assert grace.get(PAGE).status_code == 200


@pytest.mark.parametrize(
    "ending",
    [
        "update staff_session set revoked_at = clock_timestamp()",
        "update staff_session set expires_at = clock_timestamp() - interval '1 second'",
        "update staff_session set last_seen_at = clock_timestamp() - interval '31 minutes'",
        "update staff set status = 'disabled'",
    ],
)
def test_an_ended_session_is_refused_at_its_next_request(grace, owner, ending):
    assert grace.get(PAGE).status_code == 200
    owner.execute(ending)
    assert grace.get(PAGE).status_code in (303, 401)


def test_a_role_that_ran_out_grants_nothing(grace, owner):
    owner.execute("update role_assignment set expires_at = clock_timestamp() - interval '1 second'")
    assert grace.get(PAGE).status_code == 403


def test_the_cookie_alone_opens_nothing(app, grace, owner):
    owner.execute("delete from staff_session")
    assert grace.get(PAGE).status_code in (303, 401)


def test_the_token_is_kept_only_as_a_hash(grace, owner):
    with grace.client.session_transaction() as session:
        token = session["_user_id"]
    stored = owner.execute("select token_hash from staff_session").fetchone()[0]
    assert len(stored) == 32
    assert token.encode() not in bytes(stored)
