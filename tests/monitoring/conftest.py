"""A house that providers call, and the people who watch it."""

import pytest

from app.services import checkups
from tests.cast import hire, sign_in
from tests.payments.till import Till
from tests.wallet.house import House


@pytest.fixture
def house(app, database):
    return House(app).build()


@pytest.fixture
def till(app, database):
    built = Till(app).open()
    yield built
    assert built.faults() == []


@pytest.fixture
def paula(app, database):
    """Looks after the platform."""
    return sign_in(app, hire(app, "paula", "platform_engineer"))


@pytest.fixture
def audrey(app, database):
    """Reads, and changes nothing."""
    return sign_in(app, hire(app, "audrey", "auditor"))


@pytest.fixture
def judge(app, database):
    """The house looks at itself once, as it does every five seconds."""

    def look():
        with app.app_context():
            checkups.judge()

    return look
