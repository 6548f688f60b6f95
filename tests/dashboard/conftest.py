"""A casino whose brands began their gaming day six hours ago, and somebody who sees its figures."""

from datetime import timedelta

import pytest

from app import clock
from tests.cast import hire, sign_in
from tests.reports.casino import FOUNDING, Casino

SINCE = 6  # hours


def founding():
    """As ever, but that both days began at the same hour."""
    hours = f"'UTC', {(clock.now().hour - SINCE) % 24}"
    return FOUNDING.replace("'Europe/Stockholm', 6", hours).replace("'Asia/Tokyo', 0", hours)


@pytest.fixture
def casino(app, database, database_url, owner_url):
    with Casino(database_url, owner_url, founding()) as built:
        yield built
        assert built.verify() == []


@pytest.fixture
def ago():
    """A moment so long ago: of today while it is less than six hours, else of the days before."""
    return lambda **span: clock.now() - timedelta(**span)


@pytest.fixture
def hannah(app, database):
    return sign_in(app, hire(app, "hannah", "head_of_operations"))
