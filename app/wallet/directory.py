"""Whom a call speaks of: players, their sessions, currencies. Read, kept, never changed.

What can change is kept for a second; what cannot, for long.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, LiteralString

from psycopg import OperationalError

from app.errors import NotFound
from app.ids import inside
from app.wallet.connections import Pool
from app.wallet.timed import Timed

SOON, LATER = 1.0, 3600.0
NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Player:
    id: int
    brand_id: int


@dataclass(frozen=True, slots=True)
class Session:
    player_id: int
    has_ended: bool


class Directory:
    """Raises psycopg.OperationalError while the database cannot be asked and nothing is kept."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._exponents = Timed(self._load_exponents, SOON, OperationalError)
        self._players = Timed(self._load_player, LATER, OperationalError)
        self._countries = Timed(self._load_country, SOON, OperationalError)
        self._sessions = Timed(self._load_session, SOON, OperationalError)

    def exponents(self) -> Mapping[str, int]:
        """Decimal places by currency."""
        return self._exponents.get(None)

    def player(self, reference: str) -> Player | None:
        """By outside id (`pl_…`)."""
        return self._players.get(reference)

    def country(self, player_id: int) -> str:
        """Where the player lives, ISO 3166-1 alpha-2."""
        return self._countries.get(player_id)

    def session(self, reference: str) -> Session | None:
        """By outside id (`gs_…`); None for one that is not ours."""
        return self._sessions.get(reference)

    def forget(self) -> None:
        """Ask the database again about everything."""
        for kept in (self._exponents, self._players, self._countries, self._sessions):
            kept.forget()

    def _load_exponents(self, _: None, patience: float) -> Mapping[str, int]:
        return dict(self._pool.rows("select code, exponent from ledger.currency", patience))

    def _load_player(self, reference: str, patience: float) -> Player | None:
        rows = self._by_outside_id("select id, brand_id from player where public_id = %s", patience, "pl", reference)
        return Player(*rows[0]) if rows else None

    def _load_country(self, player_id: int, patience: float) -> str:
        rows = self._pool.rows("select country from player where id = %s", patience, player_id)
        return rows[0][0] if rows else NOWHERE

    def _load_session(self, reference: str, patience: float) -> Session | None:
        rows = self._by_outside_id(_SESSION, patience, "gs", reference)
        return Session(*rows[0]) if rows else None

    def _by_outside_id(
        self, statement: LiteralString, patience: float, prefix: str, reference: str
    ) -> list[tuple[Any, ...]]:
        try:
            return self._pool.rows(statement, patience, inside(prefix, reference))
        except NotFound:
            return []


_SESSION = """
select g.player_id, g.ended_at is not null or l.ended_at is not null
  from game_session g join login_session l on l.id = g.login_session_id
 where g.public_id = %s"""
