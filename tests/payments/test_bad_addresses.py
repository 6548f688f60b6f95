"""Addresses nobody should ask for: answered with a refusal, never with a fault of ours."""

import pytest

from tests.cast import sign_in

BAD = ("%00", "a%00", "%ff", "%ED%A0%80", "9" * 30, "a" * 3000)
YEARS = ("0001-01-01", "1969-12-31", "9999-12-31T23:59")


@pytest.mark.parametrize("bad", BAD)
def test_an_account_of_no_such_name_is_not_there(till, penny, bad):
    wallet = f"/payments/accounts/{till.a_player()}"
    for address in (f"{wallet}/{bad}/cash", f"{wallet}/EUR/{bad}", f"{wallet}/{bad}/credits"):
        assert penny.get(address).status_code == 404, address


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("place", ["/payments/deposits", "/payments/withdrawals", "/games/rounds"])
def test_a_moment_in_no_year_of_ours_is_named_as_a_fault(penny, place, year):
    for end in ("from", "to"):
        for name in ("occurred", "opened"):
            answer = penny.get(place, query_string={f"{name}_{end}": year})
            assert answer.status_code < 500, (name, end)


@pytest.mark.parametrize("raw", ["\xff", "reference=\xff\xfe", "\xf0\x9f\x8e\xb0"])
def test_bytes_that_nobody_escaped_are_read_as_well_as_may_be(app, till, penny, raw):
    for client in (penny.client, app.test_client()):
        answer = client.get("/payments/withdrawals", environ_overrides={"QUERY_STRING": raw})
        assert answer.status_code in (200, 303)


@pytest.mark.parametrize("place", ["/search", "/search/players"])
def test_a_search_for_what_cannot_be_stored_finds_nothing(till, penny, place):
    assert penny.get(f"{place}?q=%00abc%00").status_code == 200


@pytest.mark.parametrize("right", ["approve", "reject"])
def test_whoever_may_decide_but_not_read_is_told_so_and_leaves_nothing_half_done(app, till, right):
    till.hire("dora", f"payments.withdrawals.{right}")
    dora, withdrawal = sign_in(app, till.staff["dora"]), till.asks(till.a_player(5000), 3000)
    sent = {"version": "1", "code": "identity", "back": "view=mine"}
    verb = {"approve": "approvals", "reject": "rejections"}[right]
    answers = [dora.post(f"/payments/withdrawals/{withdrawal}/{verb}", data=sent).status_code for _ in range(2)]
    assert answers == [303, 404]
    assert till.steps(withdrawal)[-1][1] == {"approve": "approved", "reject": "rejected"}[right]
