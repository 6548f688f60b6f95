"""A throw-away database with a brand, an integration and ten thousand rich players, for measuring."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from app.config import Settings
from app.database import embedded, migrations, roles
from app.database.cluster import SUPERUSER
from app.ids import outside

SECRET = "measured in public"  # noqa: S105 — guards a database that lives for minutes
PLAYERS = 10_000
BATCH = 500  # wallets opened in one transaction: each holds a lock until it ends
CASH = 10**12

SETTING_UP = """
insert into licence (code, authority, name) values ('l', 'a', 'n');
insert into jurisdiction_profile (code, version, effective_from, minimum_age, gaming_day_zone, gaming_day_start_hour,
                                  stake_order, requires_verified_identity, call_log_days)
  values ('p', 1, '2020-01-01', 18, 'UTC', 0, 'cash_first', true, 365);
insert into brand (code, name, licence_id, profile_code) values ('b', 'b', 1, 'p');
insert into provider (code, name) values ('bench', 'Bench');
insert into integration (code, provider_id, brand_id, dialect) values ('bench', 1, 1, 'softswiss');
insert into game (provider_id, code, name, kind, theoretical_rtp_ppm) values (1, 'slot', 'Slot', 'slot', 960000);
select ledger.open_house_account(1, 'EUR', 'game', 1), ledger.open_house_account(1, 'EUR', 'adjustment', 0);
insert into player (brand_id, country, language, occurred_at)
  select 1, 'MT', 'en', now() from generate_series(1, {players});
"""
FILLING_WALLETS = """
select ledger.open_wallet(id, 1, 'EUR'), ledger.adjustment('a' || id, id, 'EUR', 'cash', {cash}, 1, 'bench')
  from player where id between {first} and {first} + {batch} - 1;
"""


@dataclass(frozen=True)
class House:
    """Where it stands, and the outside ids of its players."""

    server: embedded.Server
    instance: Path
    players: list[str]

    @property
    def environment(self) -> dict[str, str]:
        """What a server needs to serve this house."""
        return {
            "DATABASE_URL": self.server.url(),
            "COUNTROOM_INSTANCE": str(self.instance),
            "COUNTROOM_ENV": "development",
        }


@contextmanager
def standing() -> Iterator[House]:
    """Build the house in a temporary folder, and leave nothing of it."""
    folder = Path(tempfile.mkdtemp(prefix="countroom-bench-"))
    try:
        with embedded.running(folder / "database") as server:
            migrations.upgrade(server.url(roles.OWNER))
            yield House(server, folder / "instance", _furnish(server, folder / "instance"))
            shutil.rmtree(server.cluster.socket)
    finally:
        shutil.rmtree(folder)


def settle(built: House) -> None:
    """Do now what earlier turns have left to do, so that no autovacuum or checkpoint of theirs falls into the next."""
    with psycopg.connect(built.server.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("vacuum (analyze, skip_database_stats)")
        connection.execute("checkpoint")


def _furnish(server: embedded.Server, instance: Path) -> list[str]:
    with psycopg.connect(server.url(roles.OWNER), autocommit=True) as connection:
        connection.execute(SETTING_UP.format(players=PLAYERS))
        for first in range(1, PLAYERS, BATCH):
            connection.execute(FILLING_WALLETS.format(first=first, batch=BATCH, cash=CASH))
        connection.execute("vacuum analyze")
        ids = [row[0] for row in connection.execute("select public_id from player order by id")]
    _add_key(Settings(env="development", database_url=server.url(), instance=instance))
    return [outside("pl", UUID(str(value))) for value in ids]


def _add_key(settings: Settings) -> None:
    from app import create_app
    from app.extensions import db, transaction
    from app.services import integration_keys

    app = create_app("command", settings)
    with app.app_context():
        with transaction():
            integration_keys.add(1, SECRET)
        db.engine.dispose()
