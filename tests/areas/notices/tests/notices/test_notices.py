"""The notice: who writes it, who reads it, and what is kept of it."""

import json

import pytest

from app.queries import settings
from tests.cast import hire, sign_in
from tests.screens.strict import open_page

NOTICES = "/notices/"


@pytest.fixture
def helen(app, database):
    """Runs the house, and posts."""
    return sign_in(app, hire(app, "helen", "head_of_operations"))


@pytest.fixture
def sue(app, database):
    """Answers players, and reads."""
    return sign_in(app, hire(app, "sue", "support"))


def test_it_stands_in_the_navigation_of_whoever_may_read_it(sue):
    assert open_page(sue.client, NOTICES).link("Notice") == NOTICES


def test_what_is_posted_is_read_by_all(helen, sue):
    assert helen.post(NOTICES, data={"text": "The bank is closed today."}).status_code == 303
    page = open_page(sue.client, NOTICES)
    assert page.texts("#notice") == ["The bank is closed today."]
    assert page.soup.select("main form") == []


def test_a_notice_that_is_too_long_is_refused_beside_its_field(helen):
    answer = helen.post(NOTICES, data={"text": "x" * 121})
    assert answer.status_code == 422
    assert "At most 120 characters." in answer.text


def test_only_who_may_post_posts(sue, owner):
    assert sue.post(NOTICES, data={"text": "Cake in the kitchen."}).status_code == 403
    assert owner.execute("select count(*) from setting_value").fetchone() == (0,)


def test_a_post_leaves_its_records(helen, owner):
    helen.post(NOTICES, data={"text": "Welcome."})
    bodies = owner.execute(
        "select body from audit_record where phase = 'effect' and actor_kind = 'staff' order by event_id"
    )
    told = [json.loads(body) for (body,) in bodies]
    said = {each["name"]: each["sentence"] for each in told}
    assert set(said) == {"setting.changed", "notice.posted"}
    assert said["notice.posted"] == f"{helen.outside_id} posted a notice of 8 characters."


def test_what_it_says_is_a_setting_that_is_listed(app, helen):
    helen.post(NOTICES, data={"text": "Welcome."})
    with app.app_context():
        listed = {seen.setting.key: seen.value for seen in settings.listed()}
    assert listed["notices.notice"] == "Welcome."


def test_its_permissions_reached_the_roles(sue, owner):
    granted = owner.execute(
        "select permission, count(*) from role_permission where permission like 'notices.%' group by 1 order by 1"
    )
    assert granted.fetchall() == [("notices.notice.read", 12), ("notices.notice.update", 1)]
