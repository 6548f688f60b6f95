"""A till that is open, with Petra, who decides about withdrawals of every brand."""

import pytest

from tests.payments.till import Till


@pytest.fixture
def till(app, database):
    built = Till(app).open()
    yield built
    assert built.faults() == []
