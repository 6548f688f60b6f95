"""Roles are given and taken with a scope and an end; nobody gives what they do not hold, nor anything to themselves."""

from datetime import timedelta

import pytest

from app import clock
from app.ids import outside
from app.security.duties import CONFLICTS, united
from app.security.permissions import Template, every
from app.services import demo_data
from tests.cast import PASSWORD, hire, sign_in
from tests.payments.till import Till
from tests.screens.strict import open_page

EFFECT = "select body::json->>'sentence' from audit_record where phase = 'effect' and name = %s and target = %s"
EVENTS = ("role.given", "role.taken")
AN_ANALYSTS = [right for right in every() if Template.PRODUCT_ANALYST in right.held_by]
JOINED = {"code": "joined", "brand": ""}


@pytest.fixture
def brands(app, database):
    """Norrsken and Lagoon."""
    with app.app_context():
        demo_data.prepare()


@pytest.fixture
def nobody_yet(app, brands, owner):
    """A member without any role, with a browser."""
    person = sign_in(app, hire(app, "noel", "support"))
    owner.execute("delete from role_assignment where staff_id = %s", [person.id])
    return person


def roles_of(person):
    return f"/security/staff/{person.outside_id}/roles"


def gives(by, person, role, **more):
    return by.post(roles_of(person), data=JOINED | {"role": role} | more)


def test_a_role_counts_from_the_next_request_on_and_so_does_its_end(walter, nobody_yet, owner):
    assert nobody_yet.get("/payments/withdrawals").status_code == 403
    assert gives(walter, nobody_yet, "support").status_code == 303
    assert nobody_yet.get("/payments/withdrawals").status_code == 200
    page = open_page(walter.client, f"/security/staff/{nobody_yet.outside_id}")
    taking = page.link("Take away…")
    assert walter.post(taking, data={"code": "moved"}).status_code == 303
    assert nobody_yet.get("/payments/withdrawals").status_code == 403
    given, taken = (owner.execute(EFFECT, [name, nobody_yet.outside_id]).fetchone()[0] for name in EVENTS)
    assert given.endswith("the role support for every brand, without an end: They are new.")
    assert taken.endswith(f"from {nobody_yet.outside_id}: They do something else now.")
    assert walter.post(taking, data={"code": "moved"}).status_code == 404


def test_for_one_brand_and_for_a_while(walter, nobody_yet, owner):
    until = (clock.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    assert gives(walter, nobody_yet, "support", brand="lagoon", expires_at=until).status_code == 303
    asked = "select b.code, expires_at - now() < interval '3 days' from role_assignment join brand b on b.id = brand_id"
    kept = owner.execute(f"{asked} where staff_id = %s", [nobody_yet.id]).fetchall()
    assert kept == [("lagoon", True)]
    page = open_page(walter.client, f"/security/staff/{nobody_yet.outside_id}")
    assert page.texts("[aria-labelledby=roles-title] td")[:2] == ["Support", "Lagoon"]
    assert gives(walter, nobody_yet, "support", brand="lagoon").status_code == 409
    assert gives(walter, nobody_yet, "support").status_code == 303  # another scope is another role


def test_what_ran_out_may_be_given_again(walter, nobody_yet, owner):
    gives(walter, nobody_yet, "support")
    owner.execute("update role_assignment set expires_at = now() where staff_id = %s", [nobody_yet.id])
    assert gives(walter, nobody_yet, "support").status_code == 303
    assert nobody_yet.get("/payments/withdrawals").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"role": ""}, "Choose a role."),
        ({"role": "emperor"}, "Not a valid choice"),
        ({"role": "support", "brand": "atlantis"}, "Not a valid choice"),
        ({"role": "support", "expires_at": "2020-01-01T00:00"}, "A role ends in the future, or never."),
        ({"role": "support", "expires_at": "soon"}, "Write it as"),
        ({"role": "support", "code": ""}, "Choose a reason"),
    ],
)
def test_what_cannot_be_given_is_told_beside_its_field(walter, nobody_yet, wanted, said):
    answer = walter.post(roles_of(nobody_yet), data=JOINED | wanted)
    assert (answer.status_code, said in answer.text) == (422, True)


def test_nobody_changes_their_own_roles(walter, owner):
    assert gives(walter, walter, "payments").status_code == 409
    [(key,)] = owner.execute("select public_id from role_assignment where staff_id = %s", [walter.id]).fetchall()
    address = f"/security/assignments/{outside('ra', key)}/taking"
    assert walter.post(address, data={"code": "review"}).status_code == 409


def test_nobody_grants_what_they_do_not_hold(app, brands, nobody_yet):
    till = Till(app)
    till.hire("lee", "security.staff.read", "security.roles.assign", *AN_ANALYSTS)
    lee = sign_in(app, till.staff["lee"])
    refused = gives(lee, nobody_yet, "support")
    assert (refused.status_code, "Nobody grants what they do not hold" in refused.text) == (422, True)
    assert gives(lee, nobody_yet, "product_analyst").status_code == 303


def test_nobody_grants_beyond_the_brands_they_hold_it_for(app, brands, walter, nobody_yet, owner):
    till = Till(app)
    till.hire("lee", "security.staff.read", "security.roles.assign", *AN_ANALYSTS, brand="lagoon")
    lee = sign_in(app, till.staff["lee"])
    gives(walter, nobody_yet, "support", brand="lagoon")
    for brand in ("", "norrsken"):
        assert gives(lee, nobody_yet, "product_analyst", brand=brand).status_code == 422
    assert gives(lee, nobody_yet, "product_analyst", brand="lagoon").status_code == 303
    gives(walter, nobody_yet, "crm", brand="norrsken")
    assert gives(lee, nobody_yet, "product_analyst", brand="lagoon").status_code == 404  # no longer Lagoon's alone


def test_duties_that_one_person_must_not_unite_are_named(walter, nobody_yet):
    assert gives(walter, nobody_yet, "payments", brand="lagoon").status_code == 303
    refused = gives(walter, nobody_yet, "security_administrator")
    assert refused.status_code == 422
    assert "must not unite guarding access and moving money" in refused.text
    assert gives(walter, nobody_yet, "security_administrator", brand="norrsken").status_code == 303


@pytest.mark.parametrize("conflict", CONFLICTS, ids=lambda conflict: conflict.name)
def test_duties_meet_only_where_their_brands_do(conflict):
    one, other = min(conflict.these), min(conflict.those)
    assert united({one: None, other: frozenset({1})}) != []
    assert united({one: frozenset({1, 2}), other: frozenset({2})}) != []
    assert united({one: frozenset({1}), other: frozenset({2})}) == []
    assert united({one: None}) == []


def test_the_disabled_are_given_nothing(app, walter, nobody_yet):
    hire(app, "wanda", "security_administrator", password=PASSWORD)
    walter.post(f"/security/staff/{nobody_yet.outside_id}/disabling", data={"code": "left"})
    assert gives(walter, nobody_yet, "support").status_code == 409
