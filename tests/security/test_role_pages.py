"""What each role may, who holds it, and changing that: shown as a difference, with a reason, never one's own role."""

import pytest

from app.areas.security.permissions import Security
from app.services import demo_data
from tests.cast import PASSWORD, hire, sign_in
from tests.screens.queries import counted
from tests.screens.strict import open_page

ROLES = "/security/roles"
EFFECT = "select body::json->>'sentence' from audit_record where phase = 'effect' and name = %s"


def held(owner, role):
    rows = "select permission from role_permission join role on role.id = role_id where code = %s order by 1"
    return [row[0] for row in owner.execute(rows, [role]).fetchall()]


def change(person, role, wanted, seen, code="duties"):
    fields = {"may": list(wanted), "seen": " ".join(seen), "code": code}
    return person.post(f"{ROLES}/{role}/permissions", data=fields)


def test_the_list_counts_what_each_role_may_and_who_holds_it(app, walter, sue):
    rows = {row.th or row["id"]: row for row in open_page(walter.client, ROLES).soup.select("[data-rows] > tr")}
    cells = [cell.get_text(strip=True) for cell in rows["support"].select("td")]
    assert cells[0] == "Support"
    assert cells[-1] == "1"


def test_a_role_says_each_permission_in_a_sentence_with_its_risk_its_limits_and_its_holders(walter, sue):
    page = open_page(walter.client, f"{ROLES}/support")
    assert "Give players money by hand, within the role’s limits." in page.text
    assert "Money or access" in page.texts(".badge")
    assert page.texts("[aria-labelledby=holders-title] td")[0] == "Sue"
    assert len(page.soup.select("[aria-labelledby=limits-title] tbody tr")) > 0
    assert open_page(walter.client, f"{ROLES}/nothing").status == 404


def test_a_change_is_shown_as_a_difference_and_counts_at_once(walter, sue, owner):
    seen = held(owner, "support")
    wanted = [each for each in seen if each != "payments.withdrawals.read"] + ["games.calls.read"]
    review = open_page(walter.client, f"{ROLES}/support/review", query_string={"may": wanted})
    assert sorted(review.texts(".differs th")) == ["games.calls.read", "payments.withdrawals.read"]
    assert review.texts("form.confirm .second")[0].endswith("1 person now.")
    assert change(walter, "support", wanted, seen).status_code == 303
    assert (sue.get("/payments/withdrawals").status_code, sue.get("/games/calls").status_code) == (403, 200)
    assert owner.execute(EFFECT, ["role.changed"]).fetchone() == (
        "Changed what the role support may. Added: games.calls.read. Removed: payments.withdrawals.read."
        " Why: The duties of the role changed.",
    )


def test_what_was_ticked_is_kept_on_the_way_back(walter):
    page = open_page(walter.client, f"{ROLES}/support/changing", query_string={"may": ["games.calls.read"]})
    assert [box["value"] for box in page.soup.select("[name=may][checked]")] == ["games.calls.read"]


@pytest.mark.parametrize(
    ("wanted", "seen", "code", "status", "said"),
    [
        (["games.rounds.read"], ["something.else.read"], "duties", 412, "changed by somebody else meanwhile"),
        (None, None, "duties", 422, "Nothing would change."),
        (["api.players.read"], None, "duties", 422, "Choose permissions that there are."),
        ([*Security], None, "", 422, "Choose a reason."),
        (["payments.withdrawals.approve", "security.roles.assign"], None, "duties", 422, "must not unite"),
    ],
)
def test_what_cannot_be_changed_is_told(walter, owner, wanted, seen, code, status, said):
    before = held(owner, "support")
    answer = change(walter, "support", before if wanted is None else wanted, seen or before, code)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert held(owner, "support") == before


def test_a_holder_who_would_unite_two_duties_stops_it(app, walter, owner):
    both = hire(app, "bea", "payments")
    person = sign_in(app, both)
    owner.execute("insert into role_assignment (staff_id, role_id) select %s, id from role where code = 'crm'",
                  [person.id])  # fmt: skip
    seen = held(owner, "crm")
    answer = change(walter, "crm", [*seen, Security.STAFF_ENABLE.value], seen)
    assert (answer.status_code, "must not unite" in answer.text) == (422, True)


def test_nobody_changes_a_role_that_they_hold(walter, owner):
    seen = held(owner, "security_administrator")
    assert change(walter, "security_administrator", [*seen, "games.rounds.read"], seen).status_code == 409


def test_the_last_right_to_give_roles_stays_in_its_role(app, owner):
    hire(app, "wanda", "security_administrator", password=PASSWORD)
    owner.execute("insert into role (code, name) values ('keeper', 'Keeper')")
    owner.execute("insert into role_permission select id, %s from role where code = 'keeper'", [Security.ROLES_MANAGE])
    kim = sign_in(app, hire(app, "kim", "keeper"))
    seen = held(owner, "security_administrator")
    answer = change(kim, "security_administrator", [each for each in seen if each != Security.ROLES_ASSIGN], seen)
    assert (answer.status_code, held(owner, "security_administrator")) == (409, seen)


def test_who_may_so_for_one_brand_only_changes_no_role(app, owner):
    with app.app_context():
        demo_data.prepare()
    lee = sign_in(app, hire(app, "lee", "security_administrator"))
    owner.execute("update role_assignment set brand_id = (select min(id) from brand) where staff_id = %s", [lee.id])
    seen = held(owner, "support")
    assert change(lee, "support", seen[1:], seen).status_code == 403
    assert held(owner, "support") == seen


def test_the_pages_ask_no_more_with_more_people(app, walter):
    asked = []
    for name in ("ann", "ben", "cid"):
        hire(app, name, "support")
        with counted(app) as statements:
            open_page(walter.client, f"{ROLES}/support")
        asked.append(len(statements))
    assert asked == [7] * 3  # session, rights, permissions, people, roles, limits, holders


def test_whoever_adds_staff_begins_with_them(walter, sue):
    assert walter.client.get("/").location == "/security/staff"
    assert sue.client.get("/").location != "/security/staff"


def test_initials_are_letters():
    from app.models.staff import Staff

    assert [Staff(name=name).initials for name in ("Ada Berg", "Demo Compliance (MLRO)", "Ada")] == ["AB", "DC", "A"]
