"""A house whose books and webhooks live in one cluster, and an empty cluster beside it."""

from contextlib import closing

import psycopg
import pytest

from app import create_app
from app.config import Settings
from app.database import embedded, roles
from app.extensions import db
from tests.fixtures.receiver import Receiver
from tests.payments.books import Books
from tests.platform import processes
from tests.wallet.house import bet, betwin, win
from tests.webhooks.conftest import Desk

COUNTED = "do $$ begin for turn in 1..{} loop perform pg_current_xact_id(); commit; end loop; end $$"


class Place:
    """One database with an application on it."""

    def __init__(self, server, database, instance, ids=None):
        self.app_url, self.owner_url = server.url("countroom_app", database), server.url(roles.OWNER, database)
        self.settings = Settings(
            env="test", database_url=self.app_url, instance=instance, cookie_secure=False, egress_loopback=True
        )
        self.ids = ids

    def open(self):
        """Once the schema is there."""
        self.app = create_app("all", self.settings)
        self.books = Books(self.app, ids=self.ids) if self.ids else Books(self.app).build()
        self.desk = Desk(self.app, self.settings, self.books.ids["brand"])
        return self

    def close(self):
        self.app.extensions["ledger_hub"].close()
        with self.app.app_context():
            db.engine.dispose()

    def rows(self, query, *values):
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def count_on(self, transactions):
        """Use up numbers of transactions."""
        with psycopg.connect(self.owner_url, autocommit=True) as connection:
            connection.execute(COUNTED.format(transactions))

    def countroom(self, *words):
        """Run a command on this database; returns its status and what it said."""
        given = {"DATABASE_URL": self.app_url, "DATABASE_OWNER_URL": self.owner_url}
        process = processes.countroom(*words, COUNTROOM_INSTANCE=str(self.settings.instance), **given)
        out, complaints = process.communicate()
        return process.returncode, out + complaints

    def play(self, player, name):
        """A round that costs 1.50."""
        turn = betwin(player, bet(f"b-{name}", "2.50"), win(f"w-{name}", "1.00"), round_id=name)
        assert self.books.call("betwin", turn).status == 200


@pytest.fixture
def receiver():
    with closing(Receiver()) as listening:
        yield listening


@pytest.fixture
def home(server, database, tmp_path):
    """Where the database began; its counter is well ahead of a new cluster's."""
    place = Place(server, database, tmp_path).open()
    place.count_on(2_000)
    yield place
    place.close()


@pytest.fixture
def abroad(tmp_path, home):
    """A cluster of its own, empty."""
    with embedded.running(tmp_path / "abroad") as elsewhere:
        yield Place(elsewhere, embedded.DATABASE, tmp_path, home.books.ids)
