"""The ledger alone, on a server of its own until the house's common one is there."""

from pathlib import Path

import psycopg
import pytest

from app.database import embedded
from app.database.cluster import SUPERUSER
from tests.ledger.book import BRAND, GAME, PSP, Ledger, bet, key, rollback, win

SQL = Path(__file__).parents[2] / "migrations" / "sql"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    settings = embedded.SETTINGS | {"deadlock_timeout": "200ms"}
    with embedded.running(tmp_path_factory.mktemp("ledger"), settings) as server:
        with psycopg.connect(server.url("countroom_owner"), autocommit=True) as db:
            for name in ("tables", "writers", "play", "group", "payments", "wallets", "verify", "largest_amount"):
                db.execute((SQL / f"ledger_{name}.sql").read_text())
        yield server


@pytest.fixture(scope="session")
def uri(server):
    """Where the app's role connects; a house account of each kind play and payments need is open."""
    uri = server.url("countroom_app")
    ledger = Ledger(uri)
    for currency in ("EUR", "BTC"):
        for kind, counterparty in (("game", GAME), ("psp_clearing", PSP), ("adjustment", 0), ("refund_due", 0)):
            ledger.one("select ledger.open_house_account(%s, %s, %s, %s)", BRAND, currency, kind, counterparty)
    ledger.close()
    return uri


@pytest.fixture(scope="session")
def ledger(uri):
    ledger = Ledger(uri)
    yield ledger
    ledger.close()


@pytest.fixture(scope="session")
def owner(server, uri):
    ledger = Ledger(server.url("countroom_owner"))
    yield ledger
    ledger.close()


@pytest.fixture
def importer(server, uri):
    ledger = Ledger(server.url(SUPERUSER))
    ledger.db.execute("set role countroom_importer")
    yield ledger
    ledger.close()


@pytest.fixture
def player(ledger):
    """A player with 10.00 EUR, whose books are in order when the test ends."""
    number = ledger.player(cash=1000)
    yield number
    assert ledger.verify(number) == []


@pytest.fixture(scope="session")
def busy(ledger):
    """A player with something of everything: purses, wins, rollbacks, a debt, a tombstone, refusals, payments."""
    player, undone, spent = ledger.player(cash=100, bonus=100), key(), key()
    ledger.call(player, bet(150))
    ledger.call(player, bet(10, undone), win(60))
    ledger.call(player, rollback(undone))
    ledger.call(player, rollback(key()))
    ledger.call(player, win(500, spent), round_ref="spent", settle=True)
    ledger.call(player, bet(580), round_ref="other")
    ledger.call(player, rollback(spent, of="win"), round_ref="spent")
    ledger.call(player, bet(10_000), round_ref="other")
    ledger.call(player, win(700), round_ref="other")
    ledger.one("select * from ledger.recovery(%s, %s, 'EUR', %s)", key(), player, ledger.wallet(player)["receivable"])
    for state in ("release", "cancel", None):
        request = key()
        ledger.one("select * from ledger.withdrawal_request(%s, %s, 'EUR', 5)", request, player)
        if state == "release":
            ledger.one("select * from ledger.withdrawal_release(%s, %s, %s)", request, player, PSP)
        if state == "cancel":
            ledger.one("select * from ledger.withdrawal_cancel(%s, %s)", request, player)
    ledger.call(player, {"kind": "finish", "external_id": key()}, round_ref="other")
    assert ledger.verify(player) == []
    return player
