"""Whoever collects metrics, with the key that is asked for."""

import pytest
from pydantic import SecretStr

KEY = "k" * 32


@pytest.fixture
def ask(app, settings, database, monkeypatch):
    monkeypatch.setattr(settings, "metrics_key", SecretStr(KEY))
    return lambda sent=f"Bearer {KEY}": app.test_client().get("/metrics", headers={"Authorization": sent})
