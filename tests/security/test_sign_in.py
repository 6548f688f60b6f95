"""Signing in by password: slowed down when guessed at, and every try remembered."""

import pytest

from app.errors import TooMany, Unauthenticated
from app.services import staff as staff_service
from tests.cast import PASSWORD, hire


def try_to_sign_in(app, password, email="grace@example.test", ip="127.0.0.9"):
    with app.test_request_context():
        from flask import g

        from app.ids import uuid7

        g.request_id, g.recorded = uuid7(), 0
        return staff_service.sign_in(email=email, password=password, ip=ip, user_agent="test").email


def names(owner):
    return [
        row[0]
        for row in owner.execute("select name from audit_record where phase = 'effect' order by event_id").fetchall()
    ]


@pytest.fixture
def grace(app):
    return hire(app, "grace", password=PASSWORD)


def test_the_right_password_opens_a_session(app, grace, owner):
    assert try_to_sign_in(app, PASSWORD, email=" Grace@Example.test ") == "grace@example.test"
    assert names(owner) == ["staff.added", "staff.signed_in"]
    assert owner.execute("select count(*) from staff_session").fetchone() == (1,)


def test_a_wrong_password_and_a_strange_address_are_told_the_same(app, grace, owner):
    told = set()
    for email in ("grace@example.test", "stranger@example.test"):
        with pytest.raises(Unauthenticated) as refused:
            try_to_sign_in(app, "not the password", email=email)
        told.add(refused.value.message)
    assert len(told) == 1
    assert names(owner)[1:] == ["staff.sign_in_failed"] * 2
    assert "example.test" not in owner.execute("select string_agg(body, '') from audit_record").fetchone()[0]


def test_guessing_is_slowed_down_before_any_password_is_hashed(app, grace):
    for _ in range(6):
        with pytest.raises(Unauthenticated):
            try_to_sign_in(app, "not the password")
    with pytest.raises(TooMany, match="seconds"):
        try_to_sign_in(app, PASSWORD)


def test_who_has_no_password_cannot_sign_in_by_one(app):
    hire(app, "sue")
    with pytest.raises(Unauthenticated):
        try_to_sign_in(app, "", email="sue@example.test")
