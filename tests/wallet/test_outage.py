"""The database goes away, freezes, comes back: providers are told in time to call again; nobody restarts a thing."""

import os
import signal
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from app import create_app
from app.config import Settings
from app.database import embedded, migrations, roles
from app.extensions import db
from tests.wallet.house import House, balance_of, bet, betwin

LONGEST = 2.0  # seconds


class Place:
    """A database server of its own, to be ill-treated."""

    def __init__(self, folder):
        self.folder = folder
        self.start()
        migrations.upgrade(self.server.url(roles.OWNER))

    def start(self):
        self.server = embedded.start(self.folder / "database")

    def stop(self):
        self.server.stop()

    @property
    def processes(self):
        main = self.server.process.pid
        return [main, *map(int, Path(f"/proc/{main}/task/{main}/children").read_text().split())]

    def signal(self, number):
        for process in self.processes:
            os.kill(process, number)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("outage"))
    yield place
    place.stop()


@pytest.fixture
def lonely(place):
    """A house on that server."""
    settings = Settings(env="test", database_url=place.server.url(), instance=place.folder / "instance")
    house = House(create_app("wallet", settings))
    yield house
    house.wallet.close()
    with house.app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def ids():
    """The house is built once; a later test finds it there."""
    return {}


@pytest.fixture
def player(lonely, ids):
    if not ids:
        ids.update(lonely.build().ids)
    lonely.ids = ids
    return lonely.a_player(cash=10_000)


def timed(call):
    began = monotonic()
    return call(), monotonic() - began


def test_a_frozen_database_is_told_in_time_and_forgiven_at_once(lonely, player, place):
    body = betwin(player, bet("frozen", "1.00"))
    assert lonely.call("balance", balance_of(player)).status == 200
    place.signal(signal.SIGSTOP)
    try:
        for operation, sent in [("betwin", body), ("balance", balance_of(player)), ("betwin", body)]:
            told, seconds = timed(lambda operation=operation, sent=sent: lonely.call(operation, sent))
            assert (told.status, told.code in ("503", "504"), seconds <= LONGEST) == (500, True, True), (told, seconds)
    finally:
        place.signal(signal.SIGCONT)

    told = lonely.call("betwin", body)
    assert (told.status, told.balance) == (200, "99.00")
    assert lonely.purses(player) == (9_900, 0, 0)


def test_sessions_thrown_out_are_not_noticed_by_providers(lonely, player):
    assert lonely.call("balance", balance_of(player)).status == 200
    lonely.ask(
        "select count(pg_terminate_backend(pid)) from pg_stat_activity"
        " where pid <> pg_backend_pid() and usename = current_user"
    )
    told = lonely.call("betwin", betwin(player, bet("thrown out", "1.00")))
    assert (told.status, told.balance) == (200, "99.00")


def test_a_wallet_held_up_by_somebody_else_does_not_hold_up_the_others(lonely, player, place):
    other = lonely.a_player(cash=10_000)
    with psycopg.connect(place.server.url(roles.OWNER)) as owner:
        owner.execute("select from ledger.account where player_id = %s for update", [player.id])
        held = lonely.call("betwin", betwin(player, bet("held", "1.00")))
        free = lonely.call("betwin", betwin(other, bet("free", "1.00")))
    assert (held.status, held.code, free.status) == (500, "504", 200)
    assert lonely.call("betwin", betwin(player, bet("held", "1.00"))).balance == "99.00"


def test_a_stopped_database_is_told_in_time_and_found_again(lonely, player, place):
    body = betwin(player, bet("stopped", "1.00"))
    assert lonely.call("balance", balance_of(player)).status == 200
    place.stop()
    for operation, sent in [("betwin", body), ("balance", balance_of(player)), ("betwin", body)]:
        told, seconds = timed(lambda operation=operation, sent=sent: lonely.call(operation, sent))
        assert (told.status, told.code, seconds <= LONGEST) == (500, "503", True), (told, seconds)
    place.start()
    assert lonely.call("betwin", body).balance == "99.00"
    assert lonely.wallet.log.flush()
    assert lonely.purses(player) == (9_900, 0, 0)
