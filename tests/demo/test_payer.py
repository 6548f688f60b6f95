"""The demo's payment provider: pays over HTTP what it was asked to pay, and tells it once."""

import pytest

from app.demo import payer
from app.demo.world import read
from app.services import demo_data
from tests.demo.conftest import Server
from tests.jobs.running import run
from tests.payments.till import Till


@pytest.fixture
def till(app, database):
    return Till(app).open()


@pytest.fixture
def provider(till, app):
    """Open for one look at a time."""
    server = Server(app)
    url = f"http://127.0.0.1:{server.port}"
    opened = payer.Payer(read(till.run(demo_data.prepare).path), staff_url=url, hooks_url=url)
    yield opened
    opened.close()
    server.stop()


def test_what_was_submitted_is_paid_and_told_once(till, provider, app, settings):
    player = till.a_player(5000)
    submitted, waiting = till.asks(player, 3000), till.asks(player, 1000)
    till.approve(submitted)
    till.submit(submitted)
    assert [provider.look(), provider.look()] == [1, 0]
    run(app, settings)
    assert till.state(submitted)[0] in ("paid", "failed")
    assert till.state(waiting)[0] == "requested"
    assert till.rows("select verdict from payment_webhook") == [("accepted",)]


def test_none_is_passed_over_however_many_there_are(till, provider):
    player = till.a_player(500)
    for _ in range(201):  # one more than a page of the API holds
        till.asks(player, 1)
    till.change("update withdrawal set state = 'approved', version = 2, decided_at = now()")
    till.change("update withdrawal set state = 'submitted', version = 3, external_id = 'po_' || public_id")
    for _ in range(5):
        till.asks(player, 1)

    assert [provider.look(), provider.look()] == [201, 0]


def test_one_in_twenty_fails_and_its_id_decides_which():
    asked = {"external_id": "po", "currency": "EUR", "amount_minor": 1}
    said = [payer.event(asked | {"id": f"wd_{number}"})["type"] for number in range(2000)]
    assert set(said) == {"payout.paid", "payout.failed"}
    assert 60 < said.count("payout.failed") < 140
    assert said == [payer.event(asked | {"id": f"wd_{number}"})["type"] for number in range(2000)]
