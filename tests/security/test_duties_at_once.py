"""Duties that nobody must unite are not united by two who each add one half at the same moment."""

from threading import Thread
from time import monotonic

import pytest

from app.errors import Invalid
from app.extensions import db, transaction
from app.models.staff import Staff
from app.services import role_assignments, staff_roles
from app.services.role_assignments import Wanted
from app.services.staff_roles import Change
from tests.cast import hire, sign_in

WAITS = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
GIVEN = "insert into role_assignment (staff_id, role_id) select %s, id from role where code = %s"
HOLDS = (
    "select permission from role_permission p join role_assignment a using (role_id) where a.staff_id = %s"
    " and permission in ('security.roles.assign', 'payments.withdrawals.approve') order by 1"
)


@pytest.fixture
def people(app, database, owner):
    """Two who say what roles may, and Mona, who holds two harmless roles."""
    roles = {"first": "security_administrator", "second": "security_administrator", "mona": "crm"}
    first, second, mona = (sign_in(app, hire(app, name, role)) for name, role in roles.items())
    for code in ("one", "other"):
        owner.execute("insert into role (code, name) values (%s, %s)", [code, code])
    owner.execute("delete from role_assignment where staff_id = %s", [mona.id])
    owner.execute(
        "insert into role_assignment (staff_id, role_id) select %s, id from role where code = 'one'", [mona.id]
    )
    return first, second, mona


def adds(code, permission):
    return lambda by, _: staff_roles.change(code, Change(frozenset({permission}), frozenset(), "Review"), by=by)


def gives(by, whom):
    role_assignments.give(whom.outside_id, Wanted("other", "", None, "Review"), by=by)


@pytest.mark.parametrize("is_held", [True, False])
def test_the_second_sees_what_the_first_added(app, people, owner, is_held):
    first, second, mona = people
    granted = "insert into role_permission select id, 'payments.withdrawals.approve' from role where code = 'other'"
    owner.execute(*((GIVEN, [mona.id, "other"]) if is_held else (granted,)))
    told, work = list[str](), adds("other", "payments.withdrawals.approve") if is_held else gives

    def follow():
        with app.app_context():
            try:
                work(*(db.session.get_one(Staff, each.id) for each in (second, mona)))
                told.append("done")
            except Invalid:
                told.append("united")

    thread = Thread(target=follow)
    with app.app_context(), transaction():
        adds("one", "security.roles.assign")(db.session.get_one(Staff, first.id), mona)
        thread.start()
        until = monotonic() + 10
        while thread.is_alive() and not owner.execute(WAITS).fetchone()[0]:
            assert monotonic() < until
    thread.join()
    assert told == ["united"]
    assert owner.execute(HOLDS, [mona.id]).fetchall() == [("security.roles.assign",)]
