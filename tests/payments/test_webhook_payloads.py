"""What the payment provider sent about a payment, byte for byte, for whoever may read it; its secrets stay ours."""

import pytest

from tests.screens.strict import open_page

WITHDRAWALS = "/payments/withdrawals"


@pytest.fixture
def told(voice, submitted):
    """A withdrawal that was reported as paid, twice."""
    for _ in range(2):
        assert voice.says("payout.paid", submitted, 3000, event="evt_told").status_code == 200
    voice.work()
    return submitted


def test_the_record_shows_each_as_it_came_and_what_it_led_to(told, penny):
    record = open_page(penny.client, f"{WITHDRAWALS}/{told}")
    page = open_page(penny.client, record.link("As they came"))
    assert page.texts(".webhook .badge") == ["Duplicate", "Accepted"]
    assert "Applied: Done." in page.text
    raw = page.soup.select_one(".webhook details pre").text
    assert f'"reference": "{told}"' in raw
    assert len(page.soup.select(".webhook time")) >= 2


def test_a_signature_is_named_and_never_shown(voice, told, penny):
    page = open_page(penny.client, f"{WITHDRAWALS}/{told}/webhooks")
    shown = dict(zip(page.texts(".webhook dt"), page.texts(".webhook dd"), strict=True))
    assert shown["Content-Type"] == "application/json"
    assert shown["Pretend-Signature"] == "kept, not shown"
    for headers in voice.kept("headers"):
        assert headers["Pretend-Signature"] not in page.text


def test_a_payment_nothing_was_sent_about_says_so(till, penny, submitted):
    till.deposits(till.a_player(), 700)
    deposit = open_page(penny.client, "/payments/deposits").soup.select_one("[data-rows] a.id")["href"]
    for address in (deposit, f"{WITHDRAWALS}/{submitted}"):
        page = open_page(penny.client, open_page(penny.client, address).link("As they came"))
        assert page.soup.select(".webhook") == []
        assert "sent nothing about this payment" in page.text


def test_bodies_are_a_right_of_their_own_and_end_at_the_brand(told, sue, penny, owner):
    assert "As they came" not in open_page(sue.client, f"{WITHDRAWALS}/{told}").text
    assert open_page(sue.client, f"{WITHDRAWALS}/{told}/webhooks").state == "no_right"
    owner.execute(
        "update role_assignment set brand_id = (select id from brand where code = 'lagoon') where staff_id = %s",
        (penny.id,),
    )
    assert open_page(penny.client, f"{WITHDRAWALS}/{told}/webhooks").status == 404
