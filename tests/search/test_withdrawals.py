"""A withdrawal is found by its id, by whoever may see payments."""

import pytest

from tests.cast import hire, sign_in
from tests.payments.till import Till


@pytest.mark.parametrize(("role", "is_found"), [("payments", True), ("game_operations", False)])
def test_an_id_leads_to_its_withdrawal(app, database, role, is_found):
    till = Till(app).open()
    player = till.a_player(50_000)
    withdrawal = till.asks(player, 10_000)
    wanted = getattr(withdrawal, "outside_id", withdrawal)
    answer = sign_in(app, hire(app, "penny", role)).get("/search", query_string={"q": wanted})
    assert (answer.location or "").endswith(f"/withdrawals/{wanted}") is is_found
