"""A till with many withdrawals that wait, Petra who may reject them everywhere, and workers that can be killed."""

import pytest

from tests.bulk.crowd import Crowd
from tests.cast import sign_in
from tests.jobs.running import run, workers
from tests.payments.till import DECIDES

RIGHTS = (*DECIDES, "payments.withdrawals.read", "bulk.own.read", "bulk.own.start")


@pytest.fixture
def crowd(till, owner):
    return Crowd(till, owner)


@pytest.fixture
def person(app, till):
    """Hires somebody for a brand or for all, and signs them in."""

    def hired(name, *rights, brand=None):
        till.hire(name, *(rights or RIGHTS), brand=brand)
        return sign_in(app, till.staff[name])

    return hired


@pytest.fixture
def paul(till, person):
    """May reject withdrawals of every brand, many at once too."""
    return person("paul")


@pytest.fixture
def work(app, settings):
    """Work until nothing is left to do."""
    return lambda: run(app, settings)


@pytest.fixture
def worker(database_url, settings):
    """Starts a real worker; it is killed at the end."""
    with workers(settings, database_url) as start:
        yield start


@pytest.fixture
def try_out(work):
    """Asks for a dry run as a person does, has it worked on, and returns its address."""

    def tried(person, query="", **fields):
        told = {"code": "identity", "text": ""} | fields
        answer = person.post(f"/payments/withdrawals/bulk-rejections{query}", data=told)
        assert answer.status_code == 303, answer.text
        work()
        return answer.location

    return tried
