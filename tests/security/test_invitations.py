"""Nobody has a password that somebody else chose: a new member sets one by a link that is good once, for a while."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest

from app.errors import NotFound, Refused
from app.extensions import db
from app.models.staff import Staff
from app.services import demo_data, invitations
from app.services.staff import demo_staff
from tests.cast import PASSWORD, hire, sign_in
from tests.screens.once import once_of
from tests.screens.strict import Page, open_page
from tests.security.joining import JOINER, NEW, STAFF, add, sets, signs_in, token_on

GUARD = "security_administrator"
NAMES = "select name from audit_record where phase = 'effect' and target = %s order by event_id"


@pytest.fixture
def link(walter):
    """The path of a link that Walter was shown."""
    return f"/security/invitations/{token_on(add(walter))}"


@pytest.fixture
def noor(app, link):
    """A browser that is signed in nowhere, and the path of her link."""
    return app.test_client()


def test_somebody_new_sets_a_password_and_signs_in_with_the_role_they_were_given(walter, noor, link, owner):
    assert signs_in(noor).status_code == 401
    assert sets(noor, link).heading == "Your password is set"
    assert signs_in(noor).status_code == 303
    assert noor.get("/payments/withdrawals").status_code == 200
    [(key,)] = owner.execute("select target from audit_record where name = 'staff.invited'").fetchall()
    names = [name for (name,) in owner.execute(NAMES, [key])]
    assert names == ["staff.added", "role.given", "staff.invited", "staff.invitation_used", "staff.signed_in"]


def test_the_link_is_good_once(noor, link):
    sets(noor, link)
    page = open_page(noor, link)
    assert (page.status, "used up" in page.text) == (404, True)


def test_of_two_who_use_it_at_once_one_comes_too_late(app, walter, owner):
    token, told, gate = token_on(add(walter)), list[str](), Barrier(2)

    def use():
        gate.wait()
        with app.app_context():
            try:
                invitations.accept(token, PASSWORD)
                told.append("done")
            except NotFound:
                told.append("too late")

    threads = [Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["done", "too late"]


@pytest.mark.parametrize(
    "ending",
    [
        "update staff_invitation set expires_at = now()",
        "update staff set status = 'disabled' where email = 'noor@example.test'",
    ],
)
def test_it_ends_with_its_time_and_with_the_member(noor, link, owner, ending):
    owner.execute(ending)
    assert open_page(noor, link).status == 404


def test_a_newer_link_replaces_it(walter, noor, link, owner):
    [(key,)] = owner.execute("select target from audit_record where name = 'staff.invited'").fetchall()
    record = f"{STAFF}/{key}"
    inviting = f"{record}/invitations"
    newer = Page(walter.post(inviting, data={"once": once_of(walter, record, inviting)}))
    assert open_page(noor, link).status == 404
    assert sets(noor, f"/security/invitations/{token_on(newer)}").status == 200


def test_it_is_in_no_page_no_record_and_no_row(walter, owner):
    token = token_on(add(walter))
    kept = [bytes(row[0]) for row in owner.execute("select token_hash from staff_invitation").fetchall()]
    assert [len(each) for each in kept] == [32]
    seen = [body for (body,) in owner.execute("select body from audit_record").fetchall()]
    seen += [cookie.value for cookie in walter.client._cookies.values()]
    seen += [open_page(walter.client, STAFF).text]
    assert not any(token in text for text in seen)


def test_a_form_that_is_sent_twice_adds_one(walter, owner):
    once = once_of(walter, NEW, STAFF)
    first, second = (walter.post(STAFF, data=JOINER | {"once": once}) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert owner.execute("select count(*) from staff where email = 'noor@example.test'").fetchone() == (1,)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "walter@example.test"}, "belongs to somebody already"),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"name": ""}, "Enter a name."),
        ({"role": ""}, "Choose a role."),
    ],
)
def test_who_cannot_be_added_is_told_beside_the_field(walter, owner, changes, said):
    page = add(walter, **changes)
    assert (page.status, said in page.alert) == (422, True)
    assert owner.execute("select count(*) from staff").fetchone() == (1,)


@pytest.mark.parametrize(("password", "again"), [("short", "short"), (PASSWORD, PASSWORD + "x")])
def test_a_password_that_cannot_be_leaves_the_link_good(noor, link, password, again):
    assert sets(noor, link, password, again).status == 422
    assert sets(noor, link).status == 200


def test_an_account_of_the_demo_gets_no_password(app, walter):
    with app.app_context():
        demo_data.prepare()
        member = demo_staff()[0][1]
        with pytest.raises(Refused, match="signs in by its button"):
            invitations.again(member.outside_id, by=db.session.get(Staff, walter.id), once_id=uuid4())


def test_nobody_makes_a_link_for_themselves(walter):
    record = f"{STAFF}/{walter.outside_id}"
    assert "invitations" not in open_page(walter.client, record).text


def test_nobody_gets_into_the_account_of_somebody_who_may_more(app, walter, owner):
    """A link that whoever asks for it is shown would be a way to every right of whom it is for."""
    owner.execute("delete from role_permission where permission = 'security.roles.manage'")
    hedda, second = (sign_in(app, hire(app, name, role)) for name, role in (("hedda", None), ("second", GUARD)))
    told = []
    for person in (hedda, second):
        record = f"{STAFF}/{person.outside_id}"
        inviting = f"{record}/invitations"
        told.append(Page(walter.post(inviting, data={"once": once_of(walter, record, inviting)})))
    assert ("may more than you do" in told[0].text, told[0].status, told[1].status) == (True, 403, 200)
    assert owner.execute("select count(*) from staff_invitation").fetchone() == (1,)


def test_a_link_opens_no_more_than_whoever_was_shown_it_could_give(app, walter, owner):
    """Kept until its member may more, it would be the way to every right that came since."""
    owner.execute("delete from role_permission where permission = 'security.roles.manage'")
    second = sign_in(app, hire(app, "second", GUARD))
    record = f"{STAFF}/{second.outside_id}"
    page = Page(walter.post(f"{record}/invitations", data={"once": once_of(walter, record, f"{record}/invitations")}))
    link = f"/security/invitations/{token_on(page)}"
    assert open_page(app.test_client(), link).status == 200
    owner.execute("update role_assignment set role_id = (select id from role where code = 'payments')"
                  " where staff_id = %s", [second.id])  # fmt: skip
    assert open_page(app.test_client(), link).status == 404
    with app.app_context(), pytest.raises(NotFound):
        invitations.accept(token_on(page), PASSWORD)
    owner.execute("update role_assignment set role_id = (select id from role where code = %s)", [GUARD])
    assert open_page(app.test_client(), link).status == 200


def test_a_link_ends_with_the_right_of_whoever_made_it(walter, noor, link, owner):
    owner.execute("delete from role_permission where permission = 'security.staff.add'")
    assert open_page(noor, link).status == 404


def test_nobody_adds_staff_where_they_may_only_give_roles(app, till, owner):
    for name, brand in (("lee", "lagoon"), ("norr", "norrsken")):
        till.hire(name, "security.staff.add", "security.roles.assign", "players.notes.read", brand=brand)
    owner.execute("delete from role_permission where permission = 'security.staff.add'"
                  " and role_id = (select id from role where code = 'norr')")  # fmt: skip
    owner.execute("insert into role_assignment (staff_id, role_id, brand_id) select (select id from staff where email ="
                  " 'lee@example.test'), role_id, brand_id from role_assignment a join role r on r.id = a.role_id"
                  " where r.code = 'norr'")  # fmt: skip
    owner.execute("insert into role (code, name) values ('reader', 'Reader')")
    owner.execute("insert into role_permission select id, 'players.notes.read' from role where code = 'reader'")
    lee = sign_in(app, till.staff["lee"])
    assert add(lee, role="reader", brand="lagoon", email="one@example.test").status == 200
    refused = add(lee, role="reader", brand="norrsken", email="two@example.test")
    assert (refused.status, "Choose a brand of yours." in refused.alert) == (422, True)
    assert owner.execute("select count(*) from staff where email = 'two@example.test'").fetchone() == (0,)


def test_nobody_without_a_link_has_a_password_hashed(app, database):
    """It takes a server a thousand times as long as the request takes whoever sends it: what is no password is not
    even looked at."""
    with app.app_context(), pytest.raises(NotFound):
        invitations.accept("nothing", "short")


def test_it_ends_with_whoever_made_it(app, walter, noor, link):
    hedda = sign_in(app, hire(app, "hedda"))
    sign_in(app, hire(app, "wanda", GUARD, password=PASSWORD))
    assert hedda.post(f"{STAFF}/{walter.outside_id}/disabling", data={"code": "suspicion"}).status_code == 303
    assert open_page(noor, link).status == 404


def test_being_enabled_again_opens_no_old_link(app, walter, noor, link, owner):
    [(key,)] = owner.execute("select target from audit_record where name = 'staff.invited'").fetchall()
    for act, code in (("disabling", "suspicion"), ("enabling", "cleared")):
        assert walter.post(f"{STAFF}/{key}/{act}", data={"code": code}).status_code == 303
    assert open_page(noor, link).status == 404
