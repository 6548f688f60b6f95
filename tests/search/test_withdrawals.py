"""A withdrawal is found by its id, by whoever may see payments."""

import pytest

from app.ids import outside
from tests.cast import hire, sign_in
from tests.payments.till import Till
from tests.screens.strict import open_page


@pytest.mark.parametrize(("role", "is_found"), [("payments", True), ("game_operations", False)])
def test_an_id_leads_to_its_withdrawal(app, database, role, is_found):
    till = Till(app).open()
    player = till.a_player(50_000)
    withdrawal = till.asks(player, 10_000)
    wanted = getattr(withdrawal, "outside_id", withdrawal)
    answer = sign_in(app, hire(app, "penny", role)).get("/search", query_string={"q": wanted})
    assert (answer.location or "").endswith(f"/withdrawals/{wanted}") is is_found


@pytest.mark.parametrize("role", ["payments", "support"])
def test_what_a_payment_provider_calls_it_leads_to_the_payment(app, database, owner, role):
    till = Till(app).open()
    player = till.a_player(50_000)
    withdrawal = till.asks(player, 10_000)
    owner.execute("update withdrawal set external_id = 'x-46882328', version = version + 1")
    ((reference, deposit),) = owner.execute("select external_id, public_id from deposit").fetchall()
    person = sign_in(app, hire(app, "penny", role))
    page = open_page(person.client, "/search?q=x-46882328")
    assert [a["href"] for a in page.soup.select("[data-result]")] == [f"/payments/withdrawals/{withdrawal}"]
    page = open_page(person.client, f"/search?q={reference}")
    assert [a["href"] for a in page.soup.select("[data-result]")] == [f"/payments/deposits/{outside('dp', deposit)}"]


def test_a_player_leads_to_their_record_for_whoever_may_open_it(app, database):
    player = Till(app).open().a_player(50_000)
    person = sign_in(app, hire(app, "penny", "payments"))
    assert person.get("/search", query_string={"q": player}).location == f"/players/{player}"


@pytest.mark.parametrize("cut", ["wd_…{}", "wd_...{}", "…{}", "wd_{}", "{}"])
def test_a_shortened_id_is_told_from_one_that_is_not_there(app, database, cut):
    till = Till(app).open()
    withdrawal = till.asks(till.a_player(50_000), 10_000)
    person = sign_in(app, hire(app, "penny", "payments"))
    page = open_page(person.client, "/search", query_string={"q": cut.format(withdrawal[-8:])})
    assert page.texts(".found-none") == ["That id is shortened. Open the record and copy its whole id."]
