"""A till with withdrawals that wait, and people of their own rights who look into their inbox."""

import pytest

from tests.cast import sign_in
from tests.jobs.running import run
from tests.payments.till import DECIDES, Till


@pytest.fixture
def till(app, database):
    return Till(app).open()


@pytest.fixture
def person(app, till):
    """Hires somebody with an inbox and these rights, for a brand or for all, and signs them in."""

    def hired(name, *rights, brand=None):
        till.hire(name, "inbox.items.read", *rights, brand=brand)
        return sign_in(app, till.staff[name])

    return hired


@pytest.fixture
def decider(person):
    return person("paul", "payments.withdrawals.read", *DECIDES)


@pytest.fixture
def work(app, settings):
    """Work until nothing is left to do."""
    return lambda: run(app, settings)
