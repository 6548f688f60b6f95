"""Who and what a call speaks of: integrations with their keys, players, games, sessions. Read, kept, never changed.

What can change is kept for a second, so that a key retired or a game disabled works at once; what cannot, for long.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, LiteralString
from uuid import UUID

from psycopg import OperationalError

from app.errors import NotFound
from app.ids import inside
from app.providers import dialect as dialects
from app.providers.dialect import Dialect
from app.security.secrets import unseal
from app.wallet.connections import Connection, Pool
from app.wallet.timed import Timed

SOON, LATER = 1.0, 3600.0
NOWHERE = ""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True)
class Integration:
    """`secrets`: the live keys, two at most. `stake_order`: by the brand's profile in force."""

    id: int
    provider_id: int
    brand_id: int
    is_active: bool
    settings: Mapping[str, Any]
    stake_order: str
    dialect: Dialect
    secrets: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Player:
    id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class Game:
    """`maximum_stake`: minor units by currency; a currency that is missing has no limit."""

    id: int
    is_enabled: bool
    blocked_countries: frozenset[str]
    maximum_stake: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Session:
    player_id: int
    has_ended: bool


class Directory:
    """Raises psycopg.OperationalError while the database cannot be asked and nothing is kept."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._integrations = Timed(self._load_integration, SOON, OperationalError, most=1_000)
        self._exponents = Timed(self._load_exponents, SOON, OperationalError)
        self._players = Timed(self._load_player, LATER, OperationalError)
        self._games = Timed(self._load_game, SOON, OperationalError)
        self._countries = Timed(self._load_country, SOON, OperationalError)
        self._sessions = Timed(self._load_session, SOON, OperationalError)

    def integration(self, code: str) -> Integration | None:
        return self._integrations.get(code)

    def exponents(self) -> Mapping[str, int]:
        """Decimal places by currency."""
        return self._exponents.get(None)

    def player(self, reference: str) -> Player | None:
        """By outside id (`pl_…`)."""
        return self._players.get(reference)

    def game(self, provider_id: int, code: str) -> Game | None:
        return self._games.get((provider_id, code))

    def country(self, player_id: int) -> str:
        """Where the player lives, ISO 3166-1 alpha-2."""
        return self._countries.get(player_id)

    def session(self, reference: str) -> Session | None:
        """By outside id (`gs_…`); None for one that is not ours."""
        return self._sessions.get(reference)

    def forget(self) -> None:
        """Ask the database again about everything."""
        for kept in (self._integrations, self._exponents, self._players, self._games, self._countries, self._sessions):
            kept.forget()

    def _load_integration(self, code: str, patience: float) -> Integration | None:
        rows = self._rows(_INTEGRATION, patience, code) if _CODE.fullmatch(code) else []
        if not rows:
            return None
        *facts, dialect, sealed = rows[0]
        secrets = tuple([unseal(secret, f"integration {facts[0]}").encode() for secret in sealed])
        return Integration(*facts, dialect=dialects.find(dialect), secrets=secrets)

    def _load_exponents(self, _: None, patience: float) -> Mapping[str, int]:
        return dict(self._rows("select code, exponent from ledger.currency", patience))

    def _load_player(self, reference: str, patience: float) -> Player | None:
        rows = self._by_outside_id("select id, brand_id from player where public_id = %s", patience, "pl", reference)
        return Player(*rows[0]) if rows else None

    def _load_game(self, key: tuple[int, str], patience: float) -> Game | None:
        rows = self._rows(_GAME, patience, *key)
        if not rows:
            return None
        game_id, is_enabled, blocked, maximum_stake = rows[0]
        return Game(game_id, is_enabled, frozenset(blocked), maximum_stake)

    def _load_country(self, player_id: int, patience: float) -> str:
        rows = self._rows("select country from player where id = %s", patience, player_id)
        return rows[0][0] if rows else NOWHERE

    def _load_session(self, reference: str, patience: float) -> Session | None:
        rows = self._by_outside_id(_SESSION, patience, "gs", reference)
        return Session(*rows[0]) if rows else None

    def _by_outside_id(
        self, statement: LiteralString, patience: float, prefix: str, reference: str
    ) -> list[tuple[Any, ...]]:
        try:
            return self._rows(statement, patience, inside(prefix, reference))
        except NotFound:
            return []

    def _rows(self, statement: LiteralString, patience: float, *parameters: str | int | UUID) -> list[tuple[Any, ...]]:
        def work(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(statement, parameters).fetchall()

        return self._pool.run(work, monotonic() + patience)


_INTEGRATION = """
select i.id, i.provider_id, i.brand_id, i.status = 'active', i.settings,
       coalesce((select p.stake_order from jurisdiction_profile p
                  where p.code = b.profile_code and p.effective_from <= clock_timestamp()
                  order by p.version desc limit 1), 'cash_first'),
       i.dialect,
       array(select k.secret_sealed from integration_key k where k.integration_id = i.id and k.retired_at is null)
  from integration i join brand b on b.id = i.brand_id
 where i.code = %s"""

_GAME = """
select id, status = 'enabled', blocked_countries, maximum_stake from game where provider_id = %s and code = %s"""

_SESSION = """
select g.player_id, g.ended_at is not null or l.ended_at is not null
  from game_session g join login_session l on l.id = g.login_session_id
 where g.public_id = %s"""
