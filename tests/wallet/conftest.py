"""A house, built anew for each test, behind the face that providers see."""

import pytest

from app import create_app
from app.extensions import db
from app.wallet.runtime import wallet_of
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
    built = House(wallet_app)
    built.wallet.forget()
    yield built.build()
    assert built.wallet.log.flush()


@pytest.fixture
def player(house):
    """100.00 EUR in cash."""
    return house.a_player(cash=10_000)
