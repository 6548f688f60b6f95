"""What staff decide about play, as the wallet knows it: integrations with their keys, games, and what is stopped.

It is knowledge as of a version. Every change of these counts the version up, and a batch that was decided under an
older one does nothing: its calls are decided anew, so that the first bet after a change already keeps it. Nothing that
was loaded for an older version can slip into a newer one, since each has a place of its own to keep things.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from psycopg import OperationalError

from app.providers import dialect as dialects
from app.providers.dialect import Dialect
from app.security.secrets import unseal
from app.stops import Stop, Stops
from app.wallet.connections import Pool
from app.wallet.timed import PATIENT, Timed

SOON = 1.0  # seconds; what no batch is decided by, such as asking for a balance, is that old at most
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


class Outdated(Exception):
    """What a call was decided by has changed. Nothing was done; it is decided anew."""


@dataclass(frozen=True, slots=True)
class Integration:
    """`secrets`: the live keys, two at most. `stake_order`: by the brand's profile in force."""

    id: int
    provider_id: int
    brand_id: int
    settings: Mapping[str, Any]
    stake_order: str
    dialect: Dialect
    secrets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """`maximum_stake`: minor units by currency; a currency that is missing has no limit."""

    id: int
    blocked_countries: frozenset[str]
    maximum_stake: Mapping[str, int]


class Knowledge:
    """As of `version` or later. Raises psycopg.OperationalError while the database is away and nothing is kept."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._integrations = Timed(self._load_integration, SOON, OperationalError, most=1_000)
        self._games = Timed(self._load_game, SOON, OperationalError)
        self.version, stops = self._pool.rows(_STOPS, PATIENT)[0]
        self.stops = Stops([Stop(*each) for each in stops])

    def integration(self, code: str) -> Integration | None:
        return self._integrations.get(code)

    def game(self, provider_id: int, code: str) -> Game | None:
        return self._games.get((provider_id, code))

    def _load_integration(self, code: str, patience: float) -> Integration | None:
        rows = self._pool.rows(_INTEGRATION, patience, code) if _CODE.fullmatch(code) else []
        if not rows:
            return None
        *facts, dialect, sealed = rows[0]
        secrets = tuple([unseal(secret, f"integration {facts[0]}").encode() for secret in sealed])
        return Integration(*facts, dialect=dialects.find(dialect), secrets=secrets)

    def _load_game(self, key: tuple[int, str], patience: float) -> Game | None:
        rows = self._pool.rows(_GAME, patience, *key)
        if not rows:
            return None
        game_id, blocked, maximum_stake = rows[0]
        return Game(game_id, frozenset(blocked), maximum_stake)


class Newest:
    """The newest knowledge that this process has."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lock = Lock()
        self._knowledge: Knowledge | None = None

    def knowledge(self) -> Knowledge:
        """Loaded at its first use."""
        return self._knowledge or self.renewed(None)

    def renewed(self, outdated: Knowledge | None) -> Knowledge:
        """What is known instead of `outdated`: one caller loads it, the others get the same."""
        with self._lock:
            if self._knowledge is None or self._knowledge is outdated:
                self._knowledge = Knowledge(self._pool)
            return self._knowledge

    def forget(self) -> None:
        self._knowledge = None


# One statement, one snapshot: the stops are those of that very version.
_STOPS = """
select version, array(select jsonb_build_array(kind, provider_id, integration_id, game_id, brand_id, country, currency)
                        from play_stop where lifted_at is null order by id)
  from play_version"""

_INTEGRATION = """
select i.id, i.provider_id, i.brand_id, i.settings,
       coalesce((select p.stake_order from jurisdiction_profile p
                  where p.code = b.profile_code and p.effective_from <= clock_timestamp()
                  order by p.version desc limit 1), 'cash_first'),
       i.dialect,
       array(select k.secret_sealed from integration_key k where k.integration_id = i.id and k.retired_at is null)
  from integration i join brand b on b.id = i.brand_id
 where i.code = %s"""

_GAME = "select id, blocked_countries, maximum_stake from game where provider_id = %s and code = %s"
