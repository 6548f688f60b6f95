"""What a list can be narrowed by names the brands of whoever looks at it, and no other."""

import pytest

from tests.cast import sign_in
from tests.screens.strict import open_page

LISTS = {
    "/players/": "players.players.read",
    "/payments/withdrawals": "payments.withdrawals.read",
    "/payments/deposits": "payments.deposits.read",
    "/payments/attempts": "payments.deposits.read",
    "/payments/ledger": "payments.ledger.read",
    "/payments/webhooks": "payments.webhooks.read",
    "/games/rounds": "games.rounds.read",
    "/reports": "reports.figures.read",
}


def offered(person, address):
    return open_page(person.client, address).texts("select[name=brand] option")


@pytest.mark.parametrize("address", LISTS)
def test_no_list_names_a_brand_of_others(app, till, address):
    till.hire("olga", LISTS[address], brand="lagoon")
    till.hire("nora", LISTS[address])
    olga, nora = (sign_in(app, till.staff[name]) for name in ("olga", "nora"))
    assert offered(olga, address) == ["Any", "Lagoon"]
    assert offered(nora, address) == ["Any", "Lagoon", "Norrsken"]
    page = open_page(olga.client, f"{address}?brand=norrsken")
    assert page.soup.select("#list tbody tr") == []
    assert "Norrsken" not in page.text
