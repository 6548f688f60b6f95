"""One's own account: the password with the old one, the sessions one has open."""

import pytest

from app.security import passwords
from tests.cast import PASSWORD, hire, sign_in
from tests.screens.once import once_of
from tests.screens.strict import Page, open_page

ACCOUNT = "/account"
NEW = "another long enough one"
EFFECT = "select body::json->>'sentence' from audit_record where phase = 'effect' and name = %s"


@pytest.fixture
def member(app, database):
    return hire(app, "sue", password=PASSWORD)


@pytest.fixture
def sue(app, member):
    return sign_in(app, member)


@pytest.fixture
def elsewhere(app, member, sue):
    """The same person at another desk."""
    return sign_in(app, member)


def changes(person, old=PASSWORD, new=NEW, again=None):
    fields = {"old": old, "new": new, "again": new if again is None else again}
    return person.post(f"{ACCOUNT}/password", data=fields)


def test_the_menu_of_ones_name_leads_there(sue):
    page = open_page(sue.client, "/games/rounds")
    shown = open_page(sue.client, page.link("Your account"))
    assert "this one" in shown.text
    assert shown.texts("[aria-labelledby=roles-title] td")[0] == "Support"


def test_a_new_password_ends_every_other_session(sue, elsewhere, owner):
    assert changes(sue).status_code == 303
    assert elsewhere.get(ACCOUNT).status_code == 303
    assert sue.get(ACCOUNT).status_code == 200
    said = owner.execute(EFFECT, ["staff.password_changed"]).fetchone()[0]
    assert said.endswith("ended their other sessions, 1 in number.")
    assert changes(sue, old=PASSWORD).status_code == 422
    assert changes(sue, old=NEW, new=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"old": "not the password"}, "This is not your password."),
        ({"old": ""}, "Enter your password."),
        ({"new": "short"}, "12 to 128 characters"),
        ({"again": "something else"}, "not the same as the new password"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(sue, elsewhere, fields, said):
    page = Page(changes(sue, **fields))
    assert (page.status, said in page.alert) == (422, True)
    assert elsewhere.get(ACCOUNT).status_code == 200


def test_guessing_the_old_one_is_slowed_down(sue):
    told = [changes(sue, old="not the password").status_code for _ in range(7)]
    assert (told[0], told[-1]) == (422, 429)


def test_one_signs_out_elsewhere(sue, elsewhere, owner):
    assert sue.post(f"{ACCOUNT}/sessions/ending").status_code == 303
    assert elsewhere.get(ACCOUNT).status_code == 303
    assert sue.get(ACCOUNT).status_code == 200
    assert owner.execute(EFFECT, ["staff.signed_out_elsewhere"]).fetchone()[0].endswith("1 in number.")


def test_who_has_no_password_changes_none(app, database):
    walter = sign_in(app, hire(app, "walter"))
    page = Page(changes(walter))
    assert (page.status, "without a password" in page.alert) == (422, True)


def test_a_new_password_ends_a_link_that_would_set_another(app, sue, owner):
    walter = sign_in(app, hire(app, "walter"))
    record = f"/security/staff/{sue.outside_id}"
    inviting = f"{record}/invitations"
    shown = Page(walter.post(inviting, data={"once": once_of(walter, record, inviting)}))
    link = f"/security/invitations/{shown.texts('#link .id')[0].rpartition('/')[2]}"
    assert open_page(app.test_client(), link).status == 200
    assert changes(sue).status_code == 303
    assert open_page(app.test_client(), link).status == 404


def test_a_password_that_was_replaced_meanwhile_changes_nothing(app, sue, owner, monkeypatch):
    """As whoever knows the old one would hurry to do while its owner sets another by a link."""
    replaced = "update staff set password_hash = 'another' where id = %s"

    def matches(*given):
        owner.execute(replaced, [sue.id])
        return matching(*given)

    matching = passwords.matches
    monkeypatch.setattr(passwords, "matches", matches)
    assert changes(sue).status_code == 422
    assert owner.execute("select password_hash from staff where id = %s", [sue.id]).fetchone() == ("another",)


def test_a_password_that_was_replaced_meanwhile_opens_no_door(app, sue, owner, monkeypatch):
    client, matching = app.test_client(), passwords.matches

    def matches(*given):
        owner.execute("update staff set password_hash = 'another' where id = %s", [sue.id])
        return matching(*given)

    token = open_page(client, "/sign-in").soup.select_one("[name=csrf_token]")["value"]
    monkeypatch.setattr(passwords, "matches", matches)
    fields = {"csrf_token": token, "email": sue.email, "password": PASSWORD}
    assert client.post("/sign-in", data=fields).status_code == 401
    own = owner.execute("select count(*) from staff_session where staff_id = %s", [sue.id]).fetchone()
    assert own == (1,)
