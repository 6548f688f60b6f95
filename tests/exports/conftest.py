"""A house with rounds to take out, and the people who may."""

import pytest

from tests.cast import hire, sign_in
from tests.jobs.running import run


@pytest.fixture
def grace(app, house):
    """May take out rounds and calls."""
    return sign_in(app, hire(app, "grace"))


@pytest.fixture
def work(app, settings):
    """Work until nothing is left to do."""
    return lambda: run(app, settings)


@pytest.fixture
def take_out(work):
    """Asks for an export as a person does, has it written, and returns its page's address."""

    def taken(person, list_address="/games/rounds", *, form="csv", query="", **more):
        fields = {"format": form, "code": "report", "text": ""} | more
        answer = person.post(f"{list_address}/exports{query}", data=fields)
        assert answer.status_code == 303, answer.text
        work()
        return answer.location

    return taken
