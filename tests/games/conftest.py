"""A house that is played in, and the people who look at it."""

import pytest

from tests.wallet.house import House


@pytest.fixture
def house(app, database):
    """Called by providers through the same application that staff look at."""
    built = House(app)
    built.wallet.forget()
    yield built.build()
    assert built.wallet.log.flush()


@pytest.fixture
def player(house):
    """100.00 EUR in cash."""
    return house.a_player(cash=10_000)
