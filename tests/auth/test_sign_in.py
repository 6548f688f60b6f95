"""The door: who comes in, who is told why not, and where they are led."""

import pytest

from tests.cast import PASSWORD, hire, sign_in
from tests.screens.strict import Page, open_page

DOOR = "/sign-in"


class Door:
    """The sign-in page in a fresh browser."""

    def __init__(self, app, **query):
        self.client = app.test_client()
        self.page = open_page(self.client, DOOR, query_string=query)

    def sign_in(self, email="grace@example.test", password=PASSWORD):
        return self.client.post(DOOR, data=self._fields("form[novalidate]") | {"email": email, "password": password})

    def sit_down_as(self, role):
        fields = self._fields("#demo") if self.page.soup.select_one("#demo") else self._fields("form")
        return self.client.post(f"{DOOR}/demo", data=fields | {"role": role})

    def _fields(self, form):
        return {field["name"]: field.get("value", "") for field in self.page.soup.select(f"{form} input[type=hidden]")}


@pytest.fixture
def grace(app, database):
    return hire(app, "grace", password=PASSWORD)


@pytest.fixture
def demo(app, settings, monkeypatch):
    """The same application as a demo, with one account for a role."""
    monkeypatch.setitem(app.config, "SETTINGS", settings.model_copy(update={"demo": True}))
    with app.app_context():
        from app.services import staff

        staff.add(email="demo@example.test", name="Demo", role_code="fraud", password=None, is_demo=True)


def test_the_right_password_leads_to_the_first_page_one_may_open(app, grace):
    door = Door(app)
    answer = door.sign_in()
    assert (answer.status_code, answer.location) == (303, "/")
    assert door.client.get("/").location == "/dashboard"
    assert open_page(door.client, "/games/rounds").status == 200


def test_whoever_was_going_somewhere_arrives_there(app, grace):
    assert Door(app, next="/games/rounds?state=open").sign_in().location == "/games/rounds?state=open"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)", "/a\nb"]
)
def test_nobody_is_led_out_of_the_house(app, grace, elsewhere):
    assert Door(app, next=elsewhere).sign_in().location == "/"


def test_a_wrong_password_is_told_on_the_same_page(app, grace, owner):
    page = Page(Door(app).sign_in(password="wrong"))
    assert (page.status, page.title) == (401, "Error: Sign in · Countroom")
    assert page.alert == "This e-mail address and password do not match."
    assert owner.execute("select count(*) from audit_record where phase = 'refusal'").fetchone() == (1,)


def test_after_too_many_tries_one_has_to_wait(app, grace):
    for _ in range(6):
        assert Door(app).sign_in(password="wrong").status_code == 401
    page = Page(Door(app).sign_in())
    assert page.status == 429
    assert "Try again in" in page.alert


def test_an_empty_form_says_what_is_missing_beside_each_field(app, grace):
    page = Page(Door(app).sign_in(email=" ", password=""))
    assert page.status == 422
    assert page.texts(".error") == ["Enter your e-mail address.", "Enter your password."]
    assert page.soup.select_one("#email")["aria-describedby"] == "email-error"


def test_the_password_never_comes_back_in_the_page(app, grace):
    assert "s3cret-typed" not in Door(app).sign_in(password="s3cret-typed").text


def test_a_form_that_is_not_ours_is_refused_and_remembered(app, grace, owner):
    client = app.test_client()
    page = Page(client.post(DOOR, data={"email": "grace@example.test", "password": PASSWORD}))
    assert page.status == 403
    assert "not from a page of yours" in page.text
    assert owner.execute("select count(*) from audit_record where phase = 'refusal'").fetchone() == (1,)
    assert owner.execute("select count(*) from staff_session").fetchone() == (0,)


def test_signing_out_ends_the_session_for_good(app, grace):
    person = sign_in(app, grace)
    kept = person.client.get_cookie("countroom").value
    assert person.post("/sign-out").location == DOOR
    person.client.set_cookie("countroom", kept)
    assert person.get("/games/rounds").location.startswith(DOOR)


def test_signing_out_twice_is_told(app, grace):
    door = Door(app)
    fields = {field["name"]: field["value"] for field in door.page.soup.select("input[name=csrf_token]")}
    page = Page(door.client.post("/sign-out", data=fields))
    assert (page.status, page.alert) == (401, "You are signed out already.")


def test_whoever_is_in_needs_no_door(app, grace):
    assert sign_in(app, grace).get(DOOR).location == "/"


def test_an_account_without_rights_is_told_so(app, database, owner):
    walter = sign_in(app, hire(app, "walter"))
    owner.execute("delete from role_permission")
    page = open_page(walter.client, "/")
    assert (page.status, page.state, page.heading) == (403, "no_right", "There is nothing you may open yet")
    assert page.soup.select(".navigation a") == []


def test_the_demo_offers_a_desk_for_each_role_and_asks_no_password(app, demo):
    door = Door(app)
    assert door.page.texts("#demo button") == ["Fraud"]
    assert door.sit_down_as("fraud").location == "/"
    assert open_page(door.client, "/games/rounds").status == 200


def test_the_demo_offers_nothing_to_another_machine(app, demo):
    client = app.test_client()
    page = Page(client.get(DOOR, environ_base={"REMOTE_ADDR": "192.0.2.7"}))
    assert page.soup.select("#demo") == []
    token = page.soup.select_one("input[name=csrf_token]")["value"]
    answer = client.post(
        f"{DOOR}/demo", data={"role": "fraud", "csrf_token": token}, environ_base={"REMOTE_ADDR": "192.0.2.7"}
    )
    assert answer.status_code == 403


def test_no_desk_is_offered_where_there_is_no_demo(app, grace):
    door = Door(app)
    assert door.page.soup.select("#demo") == []
    assert door.sit_down_as("fraud").status_code == 403
