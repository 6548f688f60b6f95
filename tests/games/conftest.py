"""A house that is played in, and the people who look at it."""

import pytest

from tests.cast import hire, sign_in
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


@pytest.fixture
def grace(app, house):
    """Sees rounds and what was said in their calls."""
    return sign_in(app, hire(app, "grace"))


@pytest.fixture
def sue(app, house):
    """Sees rounds, not what was said."""
    return sign_in(app, hire(app, "sue"))


@pytest.fixture
def walter(app, house):
    """Sees no round at all."""
    return sign_in(app, hire(app, "walter"))
