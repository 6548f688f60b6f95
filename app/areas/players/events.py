"""What happens to players."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PlayerRegistered(Event):
    name = "player.registered"
    sentence = "Registered {target} at the brand {brand} with a wallet in {currency}."
    brand: str
    currency: str
    unverified: bool


@dataclass(frozen=True, kw_only=True)
class LoginSessionStarted(Event):
    name = "login_session.started"
    sentence = "Started login session {login_session} of {target}."
    login_session: str


@dataclass(frozen=True, kw_only=True)
class LoginSessionEnded(Event):
    name = "login_session.ended"
    sentence = "Ended login session {login_session} of {target}."
    login_session: str
