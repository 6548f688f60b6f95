"""What staff make of the queue's look, and what its record says of who did what."""

import pytest

from tests.payments.test_withdrawal_pages import QUEUE, queue, send
from tests.screens.strict import open_page


@pytest.fixture
def asker(till):
    return till.a_player(100_000)


def test_columns_are_chosen_and_a_changed_row_keeps_them(till, asker, penny):
    wanted = till.asks(asker, 1_000)
    page = queue(penny, cols="provider,due_at")
    assert page.texts("thead th")[-3:] == ["Withdrawal", "Payment provider", "Time left"]
    news = page.soup.select_one("#news")["hx-get"]
    till.approve(wanted)
    assert len(open_page(penny.client, news).soup.select("hx-partial td:not(.pick)")) == 3


def test_the_audit_log_of_a_withdrawal_says_who_did_what_newest_first(till, asker, penny):
    wanted = till.asks(asker, 1_000)
    send(penny, queue(penny, open=wanted), "approvals")
    page = open_page(penny.client, f"{QUEUE}/{wanted}?tab=audit")
    assert page.texts(".timeline .measures > span:first-child")[0] == "Penny"
    assert "Approved withdrawal" in page.texts(".timeline .what")[0]
