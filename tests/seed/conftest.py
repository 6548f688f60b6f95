"""A till with a withdrawal that waits, and the one request that is followed on its way."""

import pytest

from tests.payments.till import Till
from tests.seed.request import Request


@pytest.fixture
def till(app, database):
    built = Till(app).open()
    yield built
    assert built.faults() == []


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
