"""Certificates of a game: added as they are, shown with how long they are valid, withdrawn once."""

from datetime import timedelta
from uuid import UUID

import pytest

from app import clock
from app.ids import outside
from tests.games.pages import record_of
from tests.screens.strict import Page, open_page

TODAY = clock.now().date()
PAPER = {
    "jurisdiction": "Malta",
    "laboratory": "Northern Test House",
    "number": "NTH-0042",
    "valid_from": "2025-01-01",
    "valid_until": "",
    "build_hash": "AB" * 32,
}


@pytest.fixture
def slot(house):
    return record_of(house, "slot")


def add(person, slot, **changes):
    return person.post(f"{slot}/certificates", data=PAPER | changes)


def states(person, slot):
    return open_page(person.client, slot).texts("[aria-labelledby=certificates-title] .badge")


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "Valid"),
        ({"valid_until": str(TODAY + timedelta(60))}, "Valid"),
        ({"valid_until": str(TODAY + timedelta(3))}, "Ends soon"),
        ({"valid_until": str(TODAY - timedelta(3))}, "Expired"),
        ({"valid_from": str(TODAY + timedelta(3))}, "Not valid yet"),
    ],
)
def test_a_certificate_says_how_it_stands(grace, slot, changes, state):
    assert add(grace, slot, **changes).status_code == 303
    assert states(grace, slot) == [state]


@pytest.mark.parametrize(
    "changes",
    [
        {"jurisdiction": ""},
        {"laboratory": "x"},
        {"number": ""},
        {"valid_from": "soon"},
        {"valid_from": "0001-01-01"},
        {"valid_until": "2024-12-31"},
        {"valid_until": "9999-12-31"},
        {"build_hash": "not a hash"},
        {"build_hash": "ab"},
    ],
)
def test_what_is_no_certificate_is_told_beside_its_field(grace, slot, changes):
    page = Page(add(grace, slot, **changes))
    assert (page.status, len(page.texts(".field .error"))) == (422, 1)
    assert states(grace, slot) == []


def test_the_same_stands_once_and_is_withdrawn_once(grace, slot, owner):
    add(grace, slot)
    assert add(grace, slot).status_code == 409
    withdrawal = open_page(grace.client, slot).link("Withdraw…")
    assert grace.post(withdrawal, data={"code": "revoked"}).status_code == 303
    assert grace.post(withdrawal, data={"code": "revoked"}).status_code == 409
    assert states(grace, slot) == ["Withdrawn"]
    assert add(grace, slot).status_code == 303
    assert states(grace, slot) == ["Valid", "Withdrawn"]
    named = ["game_certificate.added", "game_certificate.withdrawn"]
    found = owner.execute("select name from audit_record where name = any (%s) order by event_id", [named]).fetchall()
    assert found == [(named[0],), (named[1],), (named[0],)]


def test_the_question_says_which_one_and_is_asked_only_of_one_that_stands(grace, slot):
    for number in ("NTH-0042", "NTH-0043"):
        add(grace, slot, number=number)
    for row in open_page(grace.client, slot).soup.select("[aria-labelledby=certificates-title] tbody tr"):
        number, withdrawal = row.select_one("td.id").text, row.a["href"]
        assert open_page(grace.client, withdrawal).texts("main form .id") == [number]
        assert grace.post(withdrawal, data={"code": "revoked"}).status_code == 303
        assert open_page(grace.client, withdrawal).status == 409
    nowhere = f"{slot}/certificates/{outside('ct', UUID(int=0))}/withdrawal"
    assert (grace.client.get(nowhere).status_code, grace.post(nowhere, data={}).status_code) == (404, 404)


def test_who_reads_only_adds_none(sue, slot):
    assert add(sue, slot).status_code == 403
    assert "Add…" not in open_page(sue.client, slot).text


def test_the_database_changes_nothing_of_it(grace, slot, visitor):
    add(grace, slot)
    with pytest.raises(Exception, match="permission denied"):
        visitor.execute("update game_certificate set build_hash = repeat('a', 64)")


def test_a_right_for_some_brands_changes_no_certificate_of_all(grace, slot, owner):
    """A game and what was certified of it are those of every brand."""
    add(grace, slot)
    [(key,)] = owner.execute("select public_id from game_certificate").fetchall()
    owner.execute("update role_assignment set brand_id = (select min(id) from brand) where staff_id = %s", [grace.id])
    withdrawal = f"{slot}/certificates/{outside('ct', key)}/withdrawal"
    assert add(grace, slot, number="NTH-0043").status_code == 403
    assert grace.post(withdrawal, data={"code": "revoked"}).status_code == 403
    assert "Add…" not in open_page(grace.client, slot).text
    assert owner.execute("select count(*), count(withdrawn_at) from game_certificate").fetchone() == (1, 0)
