"""The real application on a real threaded server, and a casino that plays on it."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import werkzeug.serving

from app.demo.casino import Casino
from app.demo.journal import Journal
from app.demo.world import read
from app.services import demo_data
from app.wallet.runtime import wallet_of

logging.getLogger("werkzeug").setLevel(logging.WARNING)


@dataclass
class House:
    """`play` opens the casino for so many rounds or seconds, or until a state is reached; the journal stays."""

    url: str
    world: Path
    journal: Path
    restart: Callable[[], None]

    def play(
        self, *, seconds=60.0, rounds=120, until=None, pace=200.0, seed=1, trouble=8.0, wishes=1.0, crowd=12,
    ):  # fmt: skip
        journal = Journal(self.journal)
        last = turns(journal.state) + rounds
        enough = until or (lambda state: turns(state) >= last)
        casino = Casino(
            read(self.world), journal,
            staff_url=self.url, wallet_url=self.url, crowd=crowd, seed=seed, pace=pace,
            trouble=trouble, wishes=wishes,
        )  # fmt: skip
        watcher = threading.Thread(target=_close_after, args=(casino, journal, seconds, enough))
        watcher.start()
        casino.open()
        watcher.join()
        journal.close()
        assert casino.failure is None
        return journal.state


def turns(state):
    return sum(player.turn for player in list(state.players.values()))


def _close_after(casino, journal, seconds, enough):
    until = time.monotonic() + seconds
    while time.monotonic() < until and not casino.courier.stopping.wait(0.05):
        if enough(journal.state):
            break
    casino.close()


class Server:
    """A threaded HTTP server that can go away and come back under its address."""

    def __init__(self, app, port=0):
        self._app = app
        self._server = werkzeug.serving.make_server("127.0.0.1", port, app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()
        self.port = self._server.port

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def restart(self):
        """Gone long enough for a dozen calls to find nobody."""
        self.stop()
        threading.Event().wait(0.3)
        self.__init__(self._app, self.port)


@pytest.fixture
def house(app, database, tmp_path):
    """A server of its own: what is left open by dropped connections must not meet the next test."""
    with app.app_context():
        world, wallet = demo_data.prepare().path, wallet_of(app)
    wallet.forget()
    server = Server(app)
    yield House(f"http://127.0.0.1:{server.port}", world, tmp_path / "journal.ndjson", server.restart)
    server.stop()
    assert wallet.log.flush()
