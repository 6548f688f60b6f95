"""A casino of two brands, whose books are in order when the test ends."""

import pytest

from tests.reports.casino import Casino


@pytest.fixture
def casino(app, database, database_url, owner_url):
    with Casino(database_url, owner_url) as built:
        yield built
        assert built.verify() == []
