"""What every test may ask for; the fixtures themselves stand in tests/fixtures and beside the tests that use them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.config import Settings
from app.extensions import db
from tests.fixtures import cluster

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.house",
    "tests.fixtures.order",
    "tests.fixtures.people",
    "tests.fixtures.receiver",
    "tests.fixtures.till",
]


def pytest_configure(config: pytest.Config) -> None:
    """Start the run's PostgreSQL in the process that outlives its workers."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        server = cluster.begin()
        config.add_cleanup(lambda: cluster.end(server))


@pytest.fixture(scope="session")
def settings(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a test run: its own database and an instance folder that goes away."""
    instance: Path = tmp_path_factory.mktemp("instance")
    return Settings(env="test", database_url=database_url, instance=instance, cookie_secure=False)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[Flask]:
    """The application with all its faces, made once a worker; push a context only around direct database work."""
    application = create_app("all", settings)
    yield application
    application.extensions["ledger_hub"].close()
    with application.app_context():
        db.engine.dispose()
