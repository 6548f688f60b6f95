"""A casino whose brands began their gaming day six hours ago, and somebody who sees its figures."""

from datetime import timedelta

import pytest

from app import clock
from tests.cast import hire, sign_in
from tests.reports.casino import FOUNDING, Casino

SINCE = 6  # hours


def founding(since_in_the_east):
    """As ever, but that both days began so many hours ago."""
    north, east = (f"'UTC', {(clock.now().hour - since) % 24}" for since in (SINCE, since_in_the_east))
    return FOUNDING.replace("'Europe/Stockholm', 6", north).replace("'Asia/Tokyo', 0", east)


@pytest.fixture
def casino(app, database, database_url, owner_url, request):
    with Casino(database_url, owner_url, founding(getattr(request, "param", SINCE))) as built:
        yield built
        assert built.verify() == []


@pytest.fixture
def ago():
    """A moment so long ago: of today while it is less than six hours, else of the days before."""
    return lambda **span: clock.now() - timedelta(**span)


@pytest.fixture
def hannah(app, database):
    return sign_in(app, hire(app, "hannah", "head_of_operations"))
