"""Grace may share views; Sue may not; Walter may open none of the lists."""

import pytest

from tests.cast import hire, sign_in
from tests.wallet.house import House


@pytest.fixture
def grace(app, database):
    return sign_in(app, hire(app, "grace"))


@pytest.fixture
def sue(app, database):
    return sign_in(app, hire(app, "sue"))


@pytest.fixture
def walter(app, database):
    return sign_in(app, hire(app, "walter"))


@pytest.fixture
def brand(app, database):
    """The id of one brand."""
    return House(app).build().ids["brand"]
