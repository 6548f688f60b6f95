"""A world of one brand, to be looked at from outside and from inside."""

import pytest

from tests.security.world import World


@pytest.fixture
def world(app, database, settings, receiver):
    """Norrsken, with these words in every text."""

    def made(words):
        return World(app, settings, receiver, words).build()

    return made
