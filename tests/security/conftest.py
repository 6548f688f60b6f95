"""A world of one brand, to be looked at from outside and from inside."""

import pytest

from tests.security.world import World
from tests.webhooks.conftest import Receiver


@pytest.fixture
def receiver(app, monkeypatch):
    """Configured as an operator would for a receiver under test: this very machine may be called."""
    changed = app.config["SETTINGS"].model_copy(update={"egress_loopback": True})
    monkeypatch.setitem(app.config, "SETTINGS", changed)
    listening = Receiver()
    yield listening
    listening.close()


@pytest.fixture
def world(app, database, settings, receiver):
    """Norrsken, with these words in every text."""

    def made(words):
        return World(app, settings, receiver, words).build()

    return made
