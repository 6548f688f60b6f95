"""A till that is open, with Petra, who decides about withdrawals of every brand; and books to be read by others."""

import pytest

from tests.fixtures.house import at_work
from tests.payments.books import Books
from tests.payments.voice import Voice


@pytest.fixture
def house(app, database):
    with at_work(Books(app)) as working:
        yield working


@pytest.fixture
def player(house):
    """Nothing in any purse yet."""
    return house.a_player()


@pytest.fixture
def voice(till, settings):
    """The pretend payment provider, which shares one secret with us."""
    return Voice(till, settings).begin()


@pytest.fixture
def submitted(till):
    """A withdrawal of 30.00 that the payment provider was asked to pay."""
    withdrawal = till.asks(till.a_player(5000), 3000)
    till.approve(withdrawal)
    till.submit(withdrawal)
    return withdrawal
