"""System → Settings as staff use it, with scripts off: every act is a form, every page strict HTML."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from app.areas.auth import settings as auth
from app.services import settings
from tests.cast import hire, sign_in
from tests.screens.queries import counted
from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, open_piece, said

VALUES = "/settings/values"
IDLE = f"{VALUES}/auth/session-idle"
GREETING = f"{VALUES}/auth/greeting"


def change(app, key, text, brand=""):
    with app.app_context():
        settings.change(key, text, reason="A test asks for it", by=None, brand=brand)


def asks(person, value=None, record=IDLE, **more):
    """The page before a change: what it would change, and the form that does it."""
    asked = more if value is None else {"value": value, **more}
    return open_page(person.client, f"{record}/changes/new?{urlencode(asked)}")


def fields(page, **more):
    """What a browser would send of the form that does it."""
    form = page.soup.select_one("form[action$='/changes']")
    known = {each["name"]: each.get("value", "") for each in form.select("input:not([name=csrf_token])")}
    return known | {"code": "agreed"} | more


def sends(person, page, record=IDLE, **more):
    return person.post(f"{record}/changes", data=fields(page, **more))


def cells(page, selector):
    return [[said(cell) for cell in row.select("td, th")] for row in page.soup.select(selector)]


def rows(page):
    return cells(page, "[data-rows] tr")


def effect(page):
    """Whom a change reaches, what counts for them before and after."""
    return [[whom, before, after] for whom, before, _, after in cells(page, ".effect tbody tr")]


def recorded(owner, phase):
    asked = "select name, target, body from audit_record where phase = %s order by event_id"
    return [(name, target, json.loads(body)) for name, target, body in owner.execute(asked, [phase]).fetchall()]


def test_every_setting_stands_under_its_area_with_value_and_source(app, walter):
    change(app, auth.SESSION_LENGTH.key, "4 h")
    page = open_page(walter.client, VALUES)
    assert page.texts("section.panel h2")[0] == "Signing in"
    found = {row[0].split("A staff")[0]: row[1:] for row in rows(page)}
    assert found["Session length"][0] == "4 h"
    assert found["Session length"][2:] == ["command line", "A test asks for it"]
    assert found["Session idle"][:2] == ["30 min", "Default"]
    exports = rows(open_page(walter.client, f"{VALUES}?area=exports"))
    assert {row[0].split()[0] for row in exports} == {"File", "Records"}


def test_a_setting_is_changed_with_a_reason_after_its_effect_was_shown(app, owner, walter):
    page = asks(walter, "15 min")
    assert effect(page) == [["Every brand", "30 min", "15 min"]]
    answer = sends(walter, page, code="authority", text="PCI DSS 8.2.8")
    assert answer.location == IDLE
    page = open_page(walter.client, IDLE)
    assert page.texts("#alerts p") == ["Session idle is now 15 min, from the next request on."]
    assert rows(page)[0][1:6] == [
        "Walter",
        "Every brand",
        "not set",
        "15 min",
        "An authority or auditor asks for it: PCI DSS 8.2.8",
    ]


def test_attempt_and_effect_of_a_change_stand_in_the_audit_log(owner, walter):
    sends(walter, asks(walter, "15 min"))
    attempt, (name, target, body) = recorded(owner, "attempt")[-1], recorded(owner, "effect")[-1]
    assert attempt[0] == "settings.change_setting"
    assert attempt[2]["request"]["arguments"] == {"area": "auth", "setting": "session-idle"}
    assert (name, target, body["actor"]["id"]) == ("setting.changed", "auth.session_idle", walter.outside_id)
    assert (body["data"]["was"], body["data"]["now"]) == ("30 min", "15 min")


@pytest.mark.parametrize("text", ["soon", "1 min", "", "9 d"])
def test_what_breaks_the_rule_is_told_beside_its_field_and_changes_nothing(owner, walter, text):
    page = asks(walter, text)
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert "Write a time such as “30 min”" in page.alert
    page = Answer(sends(walter, asks(walter, "15 min"), value=text))
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert owner.execute("select count(*) from setting_value").fetchone() == (0,)


def test_nothing_is_changed_without_a_reason(owner, walter):
    page = Answer(sends(walter, asks(walter, "15 min"), code=""))
    assert page.status == 422
    assert "Choose a reason." in page.alert
    assert Answer(sends(walter, asks(walter, "15 min"), code="other", text="short")).status == 422
    assert owner.execute("select count(*) from setting_value").fetchone() == (0,)


def test_a_change_that_changes_nothing_is_told_so(app, owner, walter):
    change(app, auth.SESSION_IDLE.key, "15 min")
    page = asks(walter, "900 s")
    assert "That is in force already" in page.text
    page = Answer(sends(walter, page))
    assert (page.status, "That is set already" in page.alert) == (422, True)
    assert owner.execute("select count(*) from setting_value").fetchone() == (1,)


def test_whoever_was_slower_sees_both_and_decides_again(app, owner, walter):
    page = asks(walter, "15 min")
    change(app, auth.SESSION_IDLE.key, "20 min")
    conflict = Answer(sends(walter, page, code="incident"))
    assert conflict.status == 409
    assert conflict.texts(".diff td") == ["20 min", "15 min"]
    assert "command line" in conflict.alert
    assert "A test asks for it" in conflict.alert
    assert owner.execute("select value from setting_value").fetchall() == [("20 min",)]
    assert sends(walter, conflict).status_code == 303
    assert owner.execute("select value from setting_value order by id").fetchall() == [("20 min",), ("15 min",)]


def test_a_setting_returns_to_its_default_and_to_any_value_it_had(app, walter):
    for text in ("20 min", "25 min"):
        change(app, auth.SESSION_IDLE.key, text)
    page = open_page(walter.client, IDLE)
    again = [link["href"] for link in page.soup.select("[aria-labelledby=history-title] a.button")]
    page = open_page(walter.client, again[1])
    assert effect(page) == [["Every brand", "25 min", "20 min"]]
    sends(walter, page)
    page = asks(walter, reset="y")
    assert effect(page) == [["Every brand", "20 min", "30 min"]]
    sends(walter, page)
    assert "not set" in open_page(walter.client, IDLE).texts("[data-rows] tr")[0]


def test_each_brand_may_have_its_own(app, brands, greeting, walter):
    page = asks(walter, "Hej", GREETING, brand="north")
    assert effect(page) == [["north", "Hello", "Hej"]]
    sends(walter, page, GREETING)
    page = asks(walter, "Welcome", GREETING)
    assert effect(page) == [["north", "Hej", "Hej"], ["south", "Hello", "Welcome"]]
    sends(walter, page, GREETING)
    force = cells(open_page(walter.client, GREETING), "[aria-labelledby=force-title] tbody tr")
    assert [row[:2] for row in force] == [["Every brand", "Welcome"], ["north", "Hej"], ["south", "Welcome"]]
    assert asks(walter, "Hej", brand="north").status == 404  # the same for every brand


def test_what_was_in_force_at_a_moment_can_be_asked(app, owner, walter):
    for text, day in (("20 min", "2026-03-01"), ("25 min", "2026-04-01")):
        change(app, auth.SESSION_IDLE.key, text)
        owner.execute("update setting_value set recorded_at = %s where value = %s",
                      [datetime.fromisoformat(day).replace(tzinfo=UTC), text])  # fmt: skip
    found = [
        _value(open_page(walter.client, f"{VALUES}?at={at}"))
        for at in ("2026-02-28T23:59", "2026-03-31", "2026-04-02T00:00", "")
    ]
    assert found == ["30 min", "20 min", "25 min", "25 min"]
    page = open_page(walter.client, f"{VALUES}?at=yesterday")
    assert page.alert == "Write it as 2026-11-23T14:30."


def _value(page):
    return next(row[1] for row in rows(page) if row[0].startswith("Session idle"))


def test_only_holders_of_a_settings_own_permission_change_it(app, owner, walter, audrey):
    page = open_page(audrey.client, IDLE)
    assert not page.soup.select("main a.button")
    assert "May not change it" in page.soup.get_text()
    page = asks(walter, "15 min")
    for answer in (sends(audrey, page), audrey.get(f"{IDLE}/changes/new")):
        assert answer.status_code == 403
        assert "auth.settings.update" in answer.text
    assert walter.get(f"{VALUES}/payments/claim-lasts/changes/new").status_code == 403
    assert owner.execute("select count(*) from setting_value").fetchone() == (0,)


def test_staff_of_one_brand_see_and_change_theirs_alone(app, owner, brands, greeting):
    change(app, greeting.key, "Hemlig", brand="south")
    local = sign_in(app, hire(app, "liv", "security_administrator"))
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [brands["north"], local.id])
    for address in (VALUES, GREETING):
        assert "Hemlig" not in open_page(local.client, address).text
    assert asks(local, "Hej", GREETING, brand="south").status == 404
    assert asks(local, "Hej", GREETING).status == 403
    page = asks(local, "Hej", GREETING, brand="north")
    assert local.post(f"{GREETING}/changes", data=fields(page) | {"brand": "south"}).status_code == 404
    assert sends(local, page, GREETING).status_code == 303


def test_what_a_change_would_do_is_told_while_it_is_typed(walter):
    piece = open_piece(walter.client, f"{IDLE}/changes/new?value=15+min", "setting-effect")
    assert piece.texts(".effect .after") == ["15 min"]
    assert open_piece(walter.client, f"{IDLE}/changes/new?value=15+m", "setting-effect").status == 200
    assert open_piece(walter.client, f"{IDLE}/changes/new", "dialog-body").soup.select_one("#value")


def test_a_long_history_is_paged(app, owner, walter):
    for minutes in range(5, 60):
        change(app, auth.SESSION_IDLE.key, f"{minutes} min")
    page = open_page(walter.client, IDLE)
    assert len(page.soup.select("[data-rows] tr")) == 50
    older = open_page(walter.client, page.link("Older changes"))
    assert [row[3:5] for row in rows(older)][-1] == ["not set", "5 min"]
    assert len(older.soup.select("[data-rows] tr")) == 5
    assert open_page(walter.client, f"{IDLE}?before=1").state == "no_match"


def test_the_number_of_queries_does_not_grow_with_the_changes(app, walter):
    asked = []
    for minutes in (10, 11, 12):
        change(app, auth.SESSION_IDLE.key, f"{minutes} min")
        for address in (VALUES, IDLE, f"{IDLE}/changes/new?value=15+min"):
            with counted(app) as statements:
                open_page(walter.client, address)
            asked.append(len(statements))
    assert asked[:3] * 3 == asked
    assert max(asked) <= 6
