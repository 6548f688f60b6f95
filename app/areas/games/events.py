"""What happens around games."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class GameSessionStarted(Event):
    name = "game_session.started"
    sentence = "Started game session {game_session} of {target} in {game} at {integration}."
    game_session: str
    game: str
    integration: str
