"""Rules of a jurisdiction: versions that begin and end, and that nobody edits, on pages with scripts off."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import psycopg
import pytest

from app.errors import Overtaken
from app.models.jurisdiction import Rules
from app.queries import jurisdictions as queries
from app.services import jurisdictions
from tests.cast import hire, sign_in
from tests.ledger.book import in_threads
from tests.screens.queries import counted
from tests.screens.strict import Page as Answer
from tests.screens.strict import open_page, said

PROFILE = "/settings/profiles/p"
WRITE = (
    "insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone,"
    " gaming_day_start_hour, stake_order, requires_verified_identity, call_log_days)"
    " values ('p', {version}, {begins}, {age}, '{zone}', 0, 'cash_first', true, 365)"
)
RULES = Rules(
    minimum_age=21,
    requires_verified_identity=True,
    stake_order="cash_first",
    withdrawal_decision_hours=24,
    gaming_day_zone="UTC",
    gaming_day_start_hour=0,
    call_log_days=365,
)


def statement(version=2, begins="now()", age=21, zone="UTC"):
    return WRITE.format(version=version, begins=begins, age=age, zone=zone)


@pytest.fixture
def rules(owner, brands):
    """Version 1 of the profile that both brands play by, since 2020."""
    owner.execute(statement(1, "'2020-01-01'", 18))


@pytest.fixture
def hedda(app, rules):
    """Head of operations."""
    return sign_in(app, hire(app, "hedda", "head_of_operations"))


class House:
    """Holds every right for every brand."""

    def may(self, permission):
        return True

    def brands_for(self, permission):
        return None


def asks(person, **changes):
    """The page that shows what a version would change."""
    form = open_page(person.client, f"{PROFILE}/versions/new").soup.select_one("form.form")
    known = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
    known |= {each["name"]: each.select_one("option[selected]")["value"] for each in form.select("select")}
    return open_page(person.client, f"{PROFILE}/versions/new?{urlencode(known | changes)}")


def sends(person, page, why="The authority asks for it", **more):
    form = page.soup.select_one("form[method=post][action$=versions]")
    known = {each["name"]: each.get("value", "") for each in form.select("input:not([name=csrf_token])")}
    return person.post(f"{PROFILE}/versions", data=known | {"why": why} | more)


def rows(page, selector="[data-rows] tr"):
    return [[said(cell) for cell in row.select("td, th")] for row in page.soup.select(selector)]


def test_a_version_is_added_after_what_it_changes_was_shown(hedda, owner):
    page = asks(hedda, minimum_age="21")
    assert rows(page, ".diff tr.differs") == [["Minimum age", "18 years", "21 years"]]
    assert sends(hedda, page).location == PROFILE
    page = open_page(hedda.client, PROFILE)
    assert [row[:2] for row in rows(page)] == [["2", "In force"], ["1", "Over"]]
    assert rows(page)[0][4:6] == ["Hedda", "The authority asks for it"]
    (body,) = owner.execute(
        "select body from audit_record where name = %s", ["jurisdiction_profile.versioned"]
    ).fetchone()
    told = json.loads(body)
    assert (told["target"], told["data"]["changes"]) == ("p", "Minimum age from “18 years” to “21 years”")


def test_a_version_begins_when_it_says_and_the_older_one_counts_until_then(app, hedda, owner):
    begins = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(days=10)
    sends(hedda, asks(hedda, minimum_age="21", begins_at=f"{begins:%Y-%m-%dT%H:%M}"))
    page = open_page(hedda.client, PROFILE)
    assert [row[:2] for row in rows(page)] == [["2", "To come"], ["1", "In force"]]
    with app.app_context():
        profile, _ = queries.profile("p")
    ages = [profile.in_force(begins + timedelta(seconds=offset)).rules.minimum_age for offset in (-1, 0)]
    assert ages == [18, 21]


def test_a_newer_version_takes_the_place_of_one_that_has_not_begun(hedda):
    later = f"{datetime.now(UTC) + timedelta(days=10):%Y-%m-%dT%H:%M}"
    sends(hedda, asks(hedda, minimum_age="21", begins_at=later))
    sends(hedda, asks(hedda, minimum_age="20"))
    assert [row[:2] for row in rows(open_page(hedda.client, PROFILE))] == [
        ["3", "In force"], ["2", "Never began"], ["1", "Over"],
    ]  # fmt: skip


def test_what_was_in_force_at_a_moment_and_what_differs_can_be_asked(hedda):
    sends(hedda, asks(hedda, minimum_age="21", stake_order="bonus_first"))
    page = open_page(hedda.client, f"{PROFILE}?at=2025-06-01T00:00")
    assert "In force then: version 1" in page.texts("h2")
    assert "18 years" in page.texts("[aria-labelledby=rules-title] dd")
    page = open_page(hedda.client, f"{PROFILE}?at=2019-06-01T00:00")
    assert "No version had begun." in page.text
    page = open_page(hedda.client, f"{PROFILE}?from=1&to=2")
    assert [row[0] for row in rows(page, ".diff tr.differs")] == ["Minimum age", "A stake is taken from"]
    assert open_page(hedda.client, f"{PROFILE}?from=9&to=x").status == 200
    assert open_page(hedda.client, f"{PROFILE}?at=never").alert == "Write it as 2026-11-23T14:30."


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"minimum_age": "17"}, "A whole number from 18 to 30."),
        ({"minimum_age": "eighteen"}, "A whole number from 18 to 30."),
        ({"gaming_day_zone": "Europe/Atlantis"}, "Write a time zone such as Europe/Stockholm or UTC."),
        ({"stake_order": "luck"}, "Not a valid choice."),
        ({"begins_at": "2020-01-01T00:00"}, "It cannot begin in the past"),
        ({"begins_at": "soon"}, "Write it as 2026-11-23T14:30."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field_and_changes_nothing(hedda, owner, changes, told):
    page = asks(hedda, **changes)
    assert (page.status, page.title[:7]) == (422, "Error: ")
    assert told in page.alert
    page = Answer(sends(hedda, asks(hedda, minimum_age="21"), **changes))
    assert page.status == 422
    assert told in page.alert
    assert owner.execute("select max(version) from jurisdiction_profile").fetchone() == (1,)


def test_nothing_is_added_without_a_reason_or_a_difference(hedda, owner):
    page = Answer(sends(hedda, asks(hedda, minimum_age="21"), why=""))
    assert (page.status, "Say why: auditors read it." in page.alert) == (422, True)
    page = Answer(sends(hedda, asks(hedda)))
    assert page.status == 422
    assert "the rules of the newest version already" in page.alert
    assert owner.execute("select max(version) from jurisdiction_profile").fetchone() == (1,)


def test_whoever_was_slower_sees_both_and_decides_again(hedda, owner):
    page = asks(hedda, minimum_age="21")
    owner.execute(statement(2, age=25))
    conflict = Answer(sends(hedda, page))
    assert conflict.status == 409
    assert rows(conflict, ".diff tr.differs") == [["Minimum age", "25 years", "21 years"]]
    assert sends(hedda, conflict).status_code == 303
    assert owner.execute("select max(version) from jurisdiction_profile").fetchone() == (3,)


def test_of_many_who_saw_the_same_version_one_adds_the_next(app, owner, rules):
    def add(number):
        with app.app_context():
            try:
                jurisdictions.add_version("p", RULES, begins_at=None, reason="A race", seen=1, by=House())
            except Overtaken:
                return False
            return True

    assert sorted(in_threads(8, add)) == [False] * 7 + [True]
    assert owner.execute("select version from jurisdiction_profile order by 1").fetchall() == [(1,), (2,)]


@pytest.mark.parametrize(
    "change", ["update jurisdiction_profile set minimum_age = 19", "delete from jurisdiction_profile"]
)
def test_no_version_is_ever_edited_not_even_by_the_owner(owner, visitor, rules, change):
    with pytest.raises(psycopg.errors.RaiseException, match="immutable"):
        owner.execute(change)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        visitor.execute(change)


@pytest.mark.parametrize(
    "wrong", [{"begins": "now() - interval '1 s'"}, {"version": 3}, {"version": 1}, {"zone": "Europe/Atlantis"}]
)
def test_the_database_takes_no_version_that_is_out_of_line_or_begins_in_the_past(visitor, rules, wrong):
    with pytest.raises(psycopg.Error):
        visitor.execute(statement(**wrong))
    visitor.execute(statement())


def test_brands_licences_and_profiles_lead_to_each_other(app, hedda):
    page = open_page(hedda.client, "/settings/brands")
    assert rows(page)[0] == ["north", "north", "L", "p", "Version 1"]
    brand = open_page(hedda.client, page.soup.select_one("[data-rows] a")["href"])
    assert (brand.heading, brand.state) == ("north", "first_use")
    assert "18 years" in brand.texts("[aria-labelledby=rules-title] dd")
    licence = open_page(hedda.client, brand.link("L"))
    assert licence.texts("tbody tr a") == ["north", "p", "south", "p"]
    profile = open_page(hedda.client, "/settings/profiles/p")
    assert "north, south play by these rules." in profile.texts("p")
    for nothing in ("brands/x", "licences/x", "profiles/x", "profiles/x/versions/new"):
        assert open_page(hedda.client, f"/settings/{nothing}").status == 404


def test_whoever_only_reads_sees_no_button_and_is_refused(audrey, rules):
    page = open_page(audrey.client, PROFILE)
    assert "New version" not in page.texts("a.button")
    assert audrey.post(f"{PROFILE}/versions").status_code == 403


def test_staff_of_one_brand_see_theirs_and_change_no_rules_they_share(app, owner, brands, hedda):
    owner.execute("update role_assignment set brand_id = %s where staff_id = %s", [brands["north"], hedda.id])
    assert len(rows(open_page(hedda.client, "/settings/brands"))) == 1
    assert open_page(hedda.client, "/settings/brands/south").status == 404
    assert open_page(hedda.client, f"{PROFILE}/versions/new").status == 403
    owner.execute("update brand set profile_code = 'q' where code = 'south'")
    assert sends(hedda, asks(hedda, minimum_age="21")).status_code == 303
    owner.execute("update brand set profile_code = 'q'")
    assert open_page(hedda.client, PROFILE).status == 404


def test_the_number_of_queries_does_not_grow_with_the_versions(app, hedda):
    asked = []
    for age in ("21", "22", "23"):
        sends(hedda, asks(hedda, minimum_age=age))
        for address in ("/settings/brands", "/settings/brands/north", PROFILE, f"{PROFILE}/versions/new"):
            with counted(app) as statements:
                open_page(hedda.client, address)
            asked.append(len(statements))
    assert asked[:4] * 3 == asked
    assert max(asked) <= 7
