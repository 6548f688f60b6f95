"""A casino of two brands, whose books are in order when the test ends."""

import pytest

from tests.cast import hire, sign_in
from tests.jobs.running import run
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


@pytest.fixture
def take_out(app, settings):
    """Asks for a report as a person does, has it written, and returns its page's address."""

    def taken(person, address, query, form="csv"):
        answer = person.post(f"{address}/exports?{query}", data={"format": form, "code": "report", "text": ""})
        assert answer.status_code == 303, answer.text
        run(app, settings)
        return answer.location

    return taken
