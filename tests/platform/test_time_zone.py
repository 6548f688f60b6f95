"""Pages and sentences say “UTC” of their times: every connection speaks in it, whatever zone the database stands in."""

from time import monotonic

import psycopg
import pytest
from sqlalchemy import text

from app import create_app
from app.extensions import db
from app.wallet.connections import Pool

ASKED = "select current_setting('timezone')"


@pytest.fixture(autouse=True)
def elsewhere(owner, database, database_url):
    """A database that an operator keeps in another zone."""
    owner.execute(f"alter database \"{database}\" set timezone = 'Europe/Stockholm'")
    with psycopg.connect(database_url) as other:
        assert other.execute(ASKED).fetchone() == ("Europe/Stockholm",)
    yield
    owner.execute(f'alter database "{database}" reset timezone')


@pytest.mark.parametrize("face", ["staff", "command"])
def test_an_application_does(settings, face):
    with create_app(face, settings).app_context():
        assert db.session.scalar(text(ASKED)) == "UTC"
        db.session.rollback()
        db.engine.dispose()


def test_a_wallet_does(database_url):
    pool = Pool(database_url, 1)
    assert pool.run(lambda connection: connection.execute(ASKED).fetchone(), monotonic() + 5) == ("UTC",)
    pool.close()
