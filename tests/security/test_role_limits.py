"""How much a role may move by hand: set with a reason by those whose office that is, at once, never one's own."""

import pytest

from app.services import demo_data
from tests.cast import hire, sign_in
from tests.screens.strict import Page, open_page

ROLE = "/security/roles/support"
HELD = """
select per_act, per_day from role_limit join role on role.id = role_id
 where code = %s and kind = %s and currency = %s
"""
EFFECT = "select body::json->>'sentence' from audit_record where phase = 'effect' and name = %s order by event_id"
CHANGED = ["role.limit_changed"]
ASKED = {"kind": "adjustment_credit", "currency": "EUR", "per_act": "25", "per_day": "125.50", "code": "too-little"}


def held(owner, kind="adjustment_credit", currency="EUR", role="support"):
    return owner.execute(HELD, [role, kind, currency]).fetchone()


def change(person, role=ROLE, **changes):
    return person.post(f"{role}/limits", data=ASKED | changes)


def test_a_limit_is_changed_from_what_it_is(walter, sue, owner):
    assert held(owner) == (2_000, 10_000)
    [first, *_] = open_page(walter.client, ROLE).soup.select("[aria-labelledby=limits-title] tbody a")
    form = open_page(walter.client, first["href"]).soup.select_one("form.confirm")
    assert [form.select_one(f"[name={name}]")["value"] for name in ("per_act", "per_day")] == ["20.00", "100.00"]
    assert change(walter).status_code == 303
    assert held(owner) == (2_500, 12_550)
    assert owner.execute(EFFECT, CHANGED).fetchall() == [(
        "Let the role support credit €25.00 at a time and €125.50 in 24 hours by hand,"
        " where it was €20.00 at a time and €100.00 in 24 hours. Why: It asks others for everyday amounts.",
    )]  # fmt: skip


def test_one_is_given_where_there_was_none_and_taken_away(walter, owner):
    coin = {"kind": "adjustment_debit", "currency": "BTC"}
    assert held(owner, **coin) is None
    assert change(walter, per_act="0.00000001", per_day="1", **coin).status_code == 303
    assert held(owner, **coin) == (1, 100_000_000)
    assert change(walter, per_act="0", per_day="0", **coin).status_code == 303
    assert held(owner, **coin) == (0, 0)
    said = [sentence for (sentence,) in owner.execute(EFFECT, CHANGED).fetchall()]
    assert ["nothing in BTC" in sentence for sentence in said] == [True, True]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"per_act": "20", "per_day": "100"}, "Nothing would change: that is the limit already."),
        ({"per_act": "126"}, "At least as much as at a time."),
        ({"per_act": "1.005"}, "smaller than the unit of 2 decimal places"),
        ({"per_act": "-1"}, "Write it in figures with a point"),
        ({"per_act": ""}, "Enter an amount; 0 for none."),
        ({"currency": "BTC", "per_day": "9" * 13}, "larger than any ledger amount"),
        ({"currency": "XXX"}, "Not a valid choice"),
        ({"kind": "payout"}, "Not a valid choice"),
        ({"code": ""}, "Choose a reason."),
    ],
)
def test_what_is_no_limit_is_told_and_changes_nothing(walter, owner, changes, said):
    page = Page(change(walter, **changes))
    assert (page.status, said in page.text) == (422, True), page.text
    assert held(owner) == (2_000, 10_000)


def test_nobody_changes_their_own_or_without_the_right_everywhere(app, walter, sue, owner):
    with app.app_context():
        demo_data.prepare()
    assert change(walter, "/security/roles/security_administrator").status_code == 409
    assert change(walter, "/security/roles/nothing").status_code == 404
    assert change(sue).status_code == 403
    assert "Set one…" in open_page(walter.client, ROLE).text
    owner.execute("update role_assignment set brand_id = (select min(id) from brand) where staff_id = %s", [walter.id])
    assert change(walter).status_code == 403
    assert "Set one…" not in open_page(walter.client, ROLE).text
    assert held(owner) == (2_000, 10_000)


def test_it_counts_from_the_next_adjustment_on(app, walter, owner):
    somebody = sign_in(app, hire(app, "sam", "support"))
    room = "select per_act from adjustment_room(%s, (select min(id) from brand), 'EUR', 1)"
    assert owner.execute(room, [somebody.id]).fetchone() == (2_000,)
    change(walter)
    assert owner.execute(room, [somebody.id]).fetchone() == (2_500,)
