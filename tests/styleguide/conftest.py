"""Pia keeps the platform and may look at its components."""

import pytest

from tests.cast import hire, sign_in


@pytest.fixture
def pia(app, database):
    return sign_in(app, hire(app, "pia", "platform_engineer"))
