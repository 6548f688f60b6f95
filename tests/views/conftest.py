"""Grace may share views; Sue may not; Walter may open none of the lists."""

import pytest

from tests.wallet.house import House


@pytest.fixture
def brand(app, database):
    """The id of one brand."""
    return House(app).build().ids["brand"]
