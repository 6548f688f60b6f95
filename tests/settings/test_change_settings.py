"""Settings that are changed: what counts from when, who may, and what is kept of it."""

import json
from dataclasses import dataclass, replace
from datetime import timedelta

import psycopg
import pytest

from app.areas.auth import settings as auth
from app.areas.auth.permissions import Auth
from app.errors import Forbidden, Invalid, NotFound, Overtaken
from app.extensions import transaction
from app.queries import settings as queries
from app.security import throttle
from app.services import settings
from tests.auth.test_sign_in import Door
from tests.cast import PASSWORD, hire, sign_in
from tests.ledger.book import in_threads

LENGTH, IDLE = auth.SESSION_LENGTH.key, auth.SESSION_IDLE.key
WHY = {"reason": "A test asks for it", "by": None}


@dataclass
class Holder:
    """Somebody who holds the right to change settings of signing in, for these brands."""

    brands: frozenset[int] | None

    def may(self, permission):
        return permission == Auth.SETTINGS_UPDATE

    def brands_for(self, permission):
        return self.brands


def inside(app, call, *arguments, **named):
    with app.app_context():
        return call(*arguments, **named)


def test_a_setting_nobody_changed_has_its_default(app, database):
    assert inside(app, queries.value, auth.SESSION_LENGTH) == timedelta(hours=8)


def test_a_change_counts_from_the_next_request_on(app, database):
    assert inside(app, settings.change, LENGTH, "90 min", **WHY) == "1 h 30 min"
    assert inside(app, queries.value, auth.SESSION_LENGTH) == timedelta(minutes=90)


def test_the_newest_of_many_changes_counts_and_none_is_lost(app, owner):
    for text in ("1 h", "2 h", "3 h"):
        inside(app, settings.change, LENGTH, text, **WHY)
    assert inside(app, queries.value, auth.SESSION_LENGTH) == timedelta(hours=3)
    kept = owner.execute("select value from setting_value order by id").fetchall()
    assert kept == [("1 h",), ("2 h",), ("3 h",)]


def test_a_reset_returns_to_the_default(app, database):
    inside(app, settings.change, LENGTH, "1 h", **WHY)
    assert inside(app, settings.change, LENGTH, None, **WHY) == "8 h"
    assert inside(app, queries.value, auth.SESSION_LENGTH) == timedelta(hours=8)


def test_a_brand_has_its_own_value_and_the_others_the_general_one(app, brands, greeting):
    inside(app, settings.change, greeting.key, "Welcome", **WHY)
    inside(app, settings.change, greeting.key, "Hej", brand="north", **WHY)
    found = [inside(app, queries.value, greeting, brand_id=brands[code]) for code in ("north", "south")]
    assert found == ["Hej", "Welcome"]
    inside(app, settings.change, greeting.key, None, brand="north", **WHY)
    assert inside(app, queries.value, greeting, brand_id=brands["north"]) == "Welcome"


def test_each_change_leaves_its_record_with_old_and_new(app, owner):
    inside(app, settings.change, LENGTH, "1 h", **WHY)
    inside(app, settings.change, LENGTH, "2 h", **WHY)
    bodies = owner.execute("select body from audit_record where name = %s order by event_id", ["setting.changed"])
    told = [json.loads(body) for (body,) in bodies]
    assert [(each["data"]["was"], each["data"]["now"], each["target"]) for each in told] == [
        ("8 h", "1 h", LENGTH),
        ("1 h", "2 h", LENGTH),
    ]
    assert told[0]["sentence"] == f"Changed {LENGTH} for every brand from “8 h” to “1 h”: A test asks for it."


@pytest.mark.parametrize(
    ("arguments", "more", "error"),
    [
        (("auth.nothing", "1 h"), {}, NotFound),
        ((LENGTH, "soon"), {}, Invalid),
        ((LENGTH, "1 h"), {"brand": "north"}, Invalid),  # the same for every brand
        (("auth.greeting", "Hej"), {"brand": "nowhere"}, Invalid),
        ((LENGTH, "1 h"), {"reason": "  "}, Invalid),
    ],
)
def test_what_is_refused_changes_nothing(app, owner, brands, greeting, arguments, more, error):
    with pytest.raises(error):
        inside(app, settings.change, *arguments, **WHY | more)
    assert owner.execute("select count(*) from setting_value").fetchone() == (0,)


def test_only_a_holder_of_the_permission_changes_a_setting_and_only_where_he_holds_it(app, brands, greeting):
    nobody = replace(Holder(None))
    nobody.may = lambda permission: False
    local = Holder(frozenset({brands["north"]}))
    for by, brand in ((nobody, ""), (local, ""), (local, "south")):
        with pytest.raises(Forbidden):
            inside(app, settings.change, greeting.key, "Hej", reason="A reason", by=by, brand=brand)
    assert inside(app, settings.change, greeting.key, "Hej", reason="A reason", by=local, brand="north") == "Hej"
    assert inside(app, settings.change, greeting.key, "Hi", reason="A reason", by=Holder(None)) == "Hi"


@pytest.mark.parametrize("statement", ["update setting_value set value = '1 h'", "delete from setting_value"])
def test_no_decision_is_altered_or_taken_away(app, visitor, statement):
    inside(app, settings.change, LENGTH, "2 h", **WHY)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(statement)


def test_the_list_tells_where_each_value_came_from(app, brands, greeting):
    inside(app, settings.change, LENGTH, "1 h", **WHY)
    inside(app, settings.change, greeting.key, "Hej", brand="north", **WHY)
    told = {(seen.setting.key, seen.brand): (seen.value, seen.is_default) for seen in inside(app, queries.listed)}
    assert told[LENGTH, ""] == ("1 h", False)
    assert told[IDLE, ""] == ("30 min", True)
    assert told[greeting.key, ""] == ("Hello", True)
    assert told[greeting.key, "north"] == ("Hej", False)


def test_sessions_last_as_long_as_the_setting_says(app, owner):
    inside(app, settings.change, LENGTH, "1 h", **WHY)
    hire(app, "grace", password=PASSWORD)
    assert Door(app).sign_in().status_code == 303
    lasts = owner.execute("select round(extract(epoch from expires_at - created_at)) from staff_session").fetchone()
    assert lasts == (3600,)


def test_a_session_idles_away_after_what_the_setting_says(app, owner):
    person = sign_in(app, hire(app, "grace"))
    owner.execute("update staff_session set last_seen_at = now() - interval '20 minutes'")
    assert person.get("/games/rounds").status_code == 200
    owner.execute("update staff_session set last_seen_at = now() - interval '20 minutes'")
    inside(app, settings.change, IDLE, "15 min", **WHY)
    assert person.get("/games/rounds").headers["Location"].startswith("/sign-in")


def test_guessing_is_slowed_after_as_many_tries_as_the_setting_says(app, owner):
    inside(app, settings.change, auth.FREE_FAILURES.key, "3", **WHY)
    inside(app, settings.change, auth.LONGEST_WAIT.key, "1 min", **WHY)
    owner.execute("insert into throttle (key, failures, blocked_until) values ('account x', 40, now())")
    owner.execute("insert into throttle (key, failures, blocked_until) values ('account y', 2, now())")
    with app.app_context(), transaction():
        throttle.count("account x")
        throttle.count("account y")
    waits = dict(owner.execute("select key, blocked_until - seen_at from throttle").fetchall())
    assert timedelta(seconds=55) < waits["account x"] < timedelta(seconds=65)
    assert waits["account y"] < timedelta(seconds=1)


def test_of_many_who_saw_the_same_value_one_changes_it(app, owner):
    inside(app, settings.change, LENGTH, "1 h", **WHY)
    (seen,) = owner.execute("select id from setting_value").fetchone()

    def work(number):
        try:
            inside(app, settings.change, LENGTH, f"{number + 2} h", seen=seen, **WHY)
        except Overtaken:
            return False
        return True

    assert sorted(in_threads(8, work)) == [False] * 7 + [True]
    assert owner.execute("select count(*) from setting_value").fetchone() == (2,)
