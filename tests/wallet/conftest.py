"""A house, built anew for each test, behind the face that providers see."""

import pytest

from app import create_app
from app.extensions import db
from app.wallet.runtime import wallet_of
from tests.fixtures.house import at_work
from tests.wallet.house import House


@pytest.fixture(scope="session")
def wallet_app(settings):
    application = create_app("wallet", settings)
    yield application
    with application.app_context():
        wallet_of(application).close()
        db.engine.dispose()


@pytest.fixture
def house(wallet_app, database):
    with at_work(House(wallet_app)) as working:
        yield working
