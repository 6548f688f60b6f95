"""A house that providers call, and the people who watch it."""

import pytest

from app.services import checkups
from tests.wallet.house import House


@pytest.fixture
def house(app, database):
    return House(app).build()


@pytest.fixture
def judge(app, database):
    """The house looks at itself once, as it does every five seconds."""

    def look():
        with app.app_context():
            checkups.judge()

    return look
