"""A casino of two brands, whose books are in order when the test ends."""

import pytest

from tests.cast import hire, sign_in
from tests.reports import golden
from tests.reports.casino import Casino


@pytest.fixture
def casino(app, database, database_url, owner_url):
    with Casino(database_url, owner_url) as built:
        yield built
        assert built.verify() == []


@pytest.fixture
def played(casino):
    """After the golden day, folded."""
    golden.happen(casino)
    casino.fold()
    return casino


@pytest.fixture
def finn(app, database):
    """Keeps the books: sees figures and rows, and may take them out."""
    return sign_in(app, hire(app, "finn"))
