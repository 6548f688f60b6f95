"""Who may do something: by which role, which people. Why somebody may or may not: what each of their roles says."""

from urllib.parse import urlencode

import pytest

from tests.cast import PASSWORD, hire
from tests.screens.strict import open_page

APPROVE, ROUNDS = "payments.withdrawals.approve", "games.rounds.read"


def asked(by, **question):
    return open_page(by.client, f"/security/access?{urlencode(question)}")


def test_a_permission_leads_to_roles_and_these_to_people(app, walter, penny):
    page = asked(walter, permission=APPROVE)
    assert page.texts("#said-title") == ["Pay withdrawals out."]
    assert "Held by Payments, Head of operations." in page.texts("p.inside")
    assert page.texts("[aria-labelledby=people-title] td")[:3] == ["Penny", "Payments", "Every brand"]


def test_why_somebody_may(walter, sue):
    page = asked(walter, permission=ROUNDS, person=sue.email)
    assert page.texts("#why-title") == ["Sue may"]
    assert page.texts(".checks li")[0].startswith("Support, passedgrants it")


@pytest.mark.parametrize("by", ["outside_id", "email"])
def test_why_somebody_may_not(walter, sue, by):
    page = asked(walter, permission=APPROVE, person=getattr(sue, by))
    assert page.texts("#why-title") == ["Sue may not"]
    assert "does not hold it" in page.texts(".checks li")[0]


def test_a_role_that_ran_out_and_a_member_who_is_disabled_say_so(app, walter, sue, owner):
    owner.execute("update role_assignment set expires_at = now() where staff_id = %s", [sue.id])
    assert "holds it, and ran out" in asked(walter, permission=ROUNDS, person=sue.email).texts(".checks li")[0]
    owner.execute("update role_assignment set expires_at = null where staff_id = %s", [sue.id])
    hire(app, "wanda", "security_administrator", password=PASSWORD)
    walter.post(f"/security/staff/{sue.outside_id}/disabling", data={"code": "lost"})
    page = asked(walter, permission=ROUNDS, person=sue.email)
    assert (page.texts("#why-title"), "Password or device lost" in page.text) == (["Sue may not"], True)


def test_nobody_of_that_name_and_nothing_asked(walter):
    assert "There is nobody of that id" in asked(walter, permission=ROUNDS, person="nobody@example.test").text
    assert asked(walter).soup.select_one("#said-title") is None
    assert asked(walter, permission="no.such.thing").soup.select_one("#said-title") is None
