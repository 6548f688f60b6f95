"""What the audit log holds of a member of staff, which names no brand, is for whoever may see all of them."""

import pytest

from tests.cast import sign_in
from tests.payments.till import DECIDES
from tests.screens.strict import open_page


@pytest.mark.parametrize(("brand", "is_told"), [("lagoon", False), (None, True)])
def test_what_somebody_did_in_a_brand_they_left_is_not_told_in_the_next(app, till, owner, brand, is_told):
    till.hire("mona", *DECIDES, brand="norrsken")
    withdrawal = till.asks(till.a_player(5_000), 3_000)
    mona = sign_in(app, till.staff["mona"])
    assert mona.post(f"/payments/withdrawals/{withdrawal}/approvals", data={"version": "1"}).status_code in (303, 404)
    lagoon = "(select id from brand where code = 'lagoon')"
    owner.execute(f"update role_assignment set brand_id = {lagoon} where staff_id = %s", [mona.id])
    till.hire("saul", "security.staff.read", brand=brand)
    record = f"/security/staff/{mona.outside_id}"
    pages = [open_page(sign_in(app, till.staff["saul"]).client, f"{record}{tab}") for tab in ("", "?tab=did")]
    assert [page.status for page in pages] == [200, 200]
    assert (withdrawal in pages[1].text, "What they did" in pages[0].text) == (is_told, is_told)
