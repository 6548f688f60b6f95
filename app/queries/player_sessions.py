"""When a player came, from where, and what they opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import select

from app.extensions import db
from app.ids import outside
from app.models.game import Game, GameSession
from app.models.player import LoginSession
from app.queries.keyset import Page, Window, turned, windowed

MOST_GAMES = 200


@dataclass(frozen=True)
class SeenGameSession:
    """One game that was opened from a login session."""

    game: str
    currency: str
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class SeenLogin:
    """One login session, and the games opened from it, newest first."""

    row_id: int
    public_id: UUID
    started_at: datetime
    ended_at: datetime | None
    ip: str
    user_agent: str
    games: list[SeenGameSession] = field(default_factory=list[SeenGameSession])

    @cached_property
    def id(self) -> str:
        return outside("ls", self.public_id)


def listed(player_id: int, window: Window) -> Page[SeenLogin]:
    """One page of login sessions with their games, newest first: three queries at most."""
    own = select(LoginSession).where(LoginSession.player_id == player_id)
    found = [_seen(row) for row in db.session.scalars(windowed(own, LoginSession.public_id, window))]
    page = turned(found, [each.public_id for each in found], window, own)
    _open_games(page.rows)
    return page


def _open_games(logins: Sequence[SeenLogin]) -> None:
    by_id = {login.row_id: login for login in logins}
    query = (
        select(GameSession, Game.name)
        .join(Game, Game.id == GameSession.game_id)
        .where(GameSession.login_session_id.in_(by_id))
        .order_by(GameSession.id.desc())
        .limit(MOST_GAMES)
    )
    for opened, game in db.session.execute(query):
        seen = SeenGameSession(game, opened.currency, opened.started_at, opened.ended_at)
        by_id[opened.login_session_id].games.append(seen)


def _seen(row: LoginSession) -> SeenLogin:
    return SeenLogin(row.id, row.public_id, row.started_at, row.ended_at, row.ip, row.user_agent)
