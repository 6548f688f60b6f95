"""A house with all that belongs to it; and a till with a withdrawal that waits, whose one request is followed."""

import pytest

from tests.floor import Floor
from tests.seed.request import Request


@pytest.fixture
def floor(app, settings, database):
    """Whose ledger is in order when the story ends."""
    opened = Floor(app, settings).open()
    yield opened
    opened.settle_log()
    assert opened.till.faults() == []


@pytest.fixture
def ada(floor):
    """A player with 100.00 EUR."""
    player = floor.tool.a_player()
    assert floor.tool.deposits(player, 10_000).status_code == 201
    return player


@pytest.fixture
def withdrawal(till):
    """20.00 that somebody asked to be paid, of the 1,000.00 they had."""
    return till.asks(till.a_player(100_000), 2_000)


@pytest.fixture
def rejects(till, withdrawal, owner):
    """Has a person reject the withdrawal from the page that htmx keeps up to date."""

    def rejected(person, **changes):
        told = {"version": "1", "code": "identity", "text": "", "back": ""} | changes
        answer = person.post(
            f"/payments/withdrawals/{withdrawal}/rejections",
            data=told,
            headers={"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "aside#open"},
        )
        return Request(answer, person, owner)

    return rejected
