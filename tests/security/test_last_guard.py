"""There is always somebody who can sign in and give roles: by page, by hurry, or past the application."""

from threading import Barrier, Thread

import psycopg
import pytest

from app.areas.security.permissions import Security
from app.errors import Refused
from app.extensions import db
from app.ids import outside
from app.models.staff import Staff
from app.services import demo_data, role_assignments, staff_members
from tests.cast import PASSWORD, hire, sign_in

GUARD = "security_administrator"
GUARDS = "select count(*) from access_guard"
HELD = "select public_id from role_assignment where staff_id = %s"


@pytest.fixture
def wanda(app, database):
    """The one and only."""
    return sign_in(app, hire(app, "wanda", GUARD, password=PASSWORD))


@pytest.fixture
def helen(app, wanda):
    """May disable, and give nothing."""
    return sign_in(app, hire(app, "helen", "head_of_operations", password=PASSWORD))


def second(app, password=PASSWORD):
    return sign_in(app, hire(app, "walter", GUARD, password=password))


def disabling(person):
    return f"/security/staff/{person.outside_id}/disabling"


def test_the_last_one_is_not_disabled(app, wanda, helen, owner):
    answer = helen.post(disabling(wanda), data={"code": "left"})
    assert (answer.status_code, "the last one who can sign in" in answer.text) == (409, True)
    assert wanda.get("/security/staff").status_code == 200
    second(app)
    assert helen.post(disabling(wanda), data={"code": "left"}).status_code == 303


def test_whoever_cannot_sign_in_yet_is_no_other(app, wanda, helen):
    second(app, password=None)
    assert helen.post(disabling(wanda), data={"code": "left"}).status_code == 409


@pytest.mark.parametrize("limit", ["brand_id = (select min(id) from brand)", "expires_at = now() + interval '1 year'"])
def test_whoever_is_so_for_a_brand_or_a_while_is_no_other(app, wanda, helen, owner, limit):
    with app.app_context():
        demo_data.prepare()
    owner.execute("update staff set status = 'disabled' where is_demo")
    other = second(app)
    owner.execute(f"update role_assignment set {limit} where staff_id = %s", [other.id])
    assert helen.post(disabling(wanda), data={"code": "left"}).status_code == 409


def test_the_last_one_keeps_the_role(app, wanda, owner):
    other = second(app)
    [(key,)] = owner.execute(HELD, [other.id]).fetchall()
    with app.app_context():
        role_assignments.take(outside("ra", key), reason="Review", by=member(wanda))
    [(key,)] = owner.execute(HELD, [wanda.id]).fetchall()
    with app.app_context(), pytest.raises(Refused):
        role_assignments.take(outside("ra", key), reason="Review", by=member(wanda))
    assert owner.execute(GUARDS).fetchone() == (1,)


@pytest.mark.parametrize("turn", range(5))
def test_of_two_who_disable_each_other_one_remains(app, owner, turn):
    pair = [sign_in(app, hire(app, name, GUARD, password=PASSWORD)) for name in ("wanda", "walter")]
    told = at_once(*(lambda by=by, whom=whom: disable(app, by, whom) for by, whom in (pair, reversed(pair))))
    assert sorted(told) == ["done", "refused"]
    assert owner.execute(GUARDS).fetchone() == (1,)


@pytest.mark.parametrize("turn", range(5))
def test_of_two_who_are_stopped_by_two_others_one_remains(app, owner, turn):
    """Nobody acts on who acts here, so only the database's own lock brings them into an order."""
    pair = [sign_in(app, hire(app, name, GUARD, password=PASSWORD)) for name in ("wanda", "walter")]
    heads = [sign_in(app, hire(app, name, "head_of_operations")) for name in ("helen", "hugo")]
    told = at_once(*(lambda by=by, whom=whom: disable(app, by, whom) for by, whom in zip(heads, pair, strict=True)))
    assert sorted(told) == ["done", "refused"]
    assert owner.execute(GUARDS).fetchone() == (1,)


@pytest.mark.parametrize(
    "statement",
    [
        "update staff set status = 'disabled'",
        "update staff set password_hash = null",
        "delete from role_assignment",
        "update role_assignment set expires_at = now()",
        f"delete from role_permission where permission = '{Security.ROLES_ASSIGN}'",
    ],
)
def test_the_database_refuses_it_to_everybody(wanda, visitor, statement):
    with pytest.raises(psycopg.errors.CheckViolation, match="nobody would be left"):
        visitor.execute(statement)
    assert visitor.execute(GUARDS).fetchone() == (1,)


def test_nobody_gives_themselves_a_role_past_the_application(wanda, visitor):
    with pytest.raises(psycopg.errors.CheckViolation):
        visitor.execute(
            "insert into role_assignment (staff_id, role_id, given_by)"
            " select %s, id, %s from role where code = 'support'", [wanda.id, wanda.id],
        )  # fmt: skip


def disable(app, by, whom):
    with app.app_context():
        try:
            staff_members.disable(whom.outside_id, reason="Each at the same time", by=member(by))
        except Refused:
            return "refused"
        return "done"


def at_once(*works):
    """What each says, all begun in the same moment."""
    gate, told = Barrier(len(works)), list[str]()

    def run(work):
        gate.wait()
        told.append(work())

    threads = [Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def member(person):
    return db.session.get(Staff, person.id)
