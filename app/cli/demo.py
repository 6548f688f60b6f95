"""`./countroom demo`: the whole house with a living casino in it, on this machine only."""

import fcntl
import math
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import _instance
from app.cli.command import argument, command
from app.errors import Unavailable
from app.processes.supervisor import Program

if TYPE_CHECKING:
    import psycopg

HOST = "127.0.0.1"
ENVIRONMENT = {"COUNTROOM_ENV": "development", "COUNTROOM_DEMO": "1", "COUNTROOM_COOKIE_SECURE": "false"}


@command(
    "demo",
    argument("--port", type=int, default=8000, help="of the pages; the wallet takes the next one"),
    argument("--players", type=int, default=200, help="how many play"),
    argument("--seed", type=int, default=1, help="the same seed plays the same casino"),
    argument("--pace", type=float, default=20.0, help="rounds a second, of all players together"),
    argument("--history", type=int, default=2000, metavar="N", help="how many players have a past; 0: nobody"),
    argument(
        "--outage-after", type=float, default=math.inf, metavar="SECONDS", help="a provider goes away for a while"
    ),
    argument("--outage-lasts", type=float, default=60.0, metavar="SECONDS", help="how long; then it storms as long"),
    argument("--no-live", action="store_true", help="leave the casino empty"),
)
def demo(options: Namespace) -> None:
    """Run everything with a casino playing on it; data stay in the instance."""
    from app.cli import _past, _servers
    from app.processes.supervisor import Supervisor

    pages, wallet = options.port, options.port + 1
    place = _instance.folder() / "demo"
    _servers.insist_on_free(HOST, pages, wallet)
    os.environ.update(ENVIRONMENT)
    os.environ.pop("DATABASE_URL", None)  # the demo plays in a database of its own, never in the operator's
    with _alone(place), _instance.database() as database, Supervisor() as supervisor:
        supervisor.rely_on("PostgreSQL", database and database.process)
        _prepare(place)
        past = _past.Past(place, players=options.history, seed=options.seed)
        supervisor.start(_servers.server("staff", host=HOST, port=pages, log=place / "staff.log"))
        supervisor.start(_servers.server("wallet", host=HOST, port=wallet, log=place / "wallet.log"))
        if not _servers.await_ready(supervisor, HOST, pages, wallet) or not past.come_in(supervisor):
            return
        print(f"Countroom is ready: http://localhost:{pages}  (Ctrl-C stops everything)")
        print(f"Providers call http://localhost:{wallet}; keys and data lie in {place.parent}", flush=True)
        supervisor.start(_servers.worker(log=place / "worker.log"))
        if not options.no_live:
            supervisor.start(_casino(options, place))
        if past.come_in(supervisor, within=math.inf):
            supervisor.attend()


@contextmanager
def _alone(place: Path) -> Iterator[None]:
    """Hold the instance's demo; the lock goes with the process, however it ends."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / "lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unavailable(
                f"A demo runs on {place.parent} already. Stop that one, or set COUNTROOM_INSTANCE to another folder."
            ) from None
        yield


def _prepare(place: Path) -> None:
    """Bring schema and demo data up to this code; nothing heavy is imported when both are there."""
    import psycopg

    from app.database import boot_checks

    with psycopg.connect(_instance.url("owner")) as connection:
        is_current = boot_checks.version(connection) == boot_checks.expected_version() and _knows_all(connection)
    if is_current and (place / "world.json").exists():
        return
    from app.config import Settings
    from app.database import migrations
    from app.services import demo_data

    migrations.upgrade(_instance.url("owner"))
    with _instance.application():
        demo_data.prepare(Settings())


def _knows_all(connection: "psycopg.Connection") -> bool:
    """Whether every permission has reached its roles: an area that was dropped in brings new ones."""
    from app.security.permissions import every

    known = {row[0] for row in connection.execute("select permission from known_permission")}
    return known.issuperset(permission for permission in every() if not permission.is_for_machines)


def _casino(options: Namespace, place: Path) -> Program:
    given = {
        "--staff-url": f"http://{HOST}:{options.port}",
        "--wallet-url": f"http://{HOST}:{options.port + 1}",
        "--world": place / "world.json",
        "--journal": place / "journal.ndjson",
        "--players": options.players,
        "--seed": options.seed,
        "--pace": options.pace,
        "--outage-after": options.outage_after,
        "--outage-lasts": options.outage_lasts,
    }
    words = tuple(str(word) for pair in given.items() for word in pair)
    return Program("casino", (sys.executable, "-m", "app.demo", *words), log=place / "casino.log", is_vital=False)
