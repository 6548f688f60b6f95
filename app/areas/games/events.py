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


@dataclass(frozen=True, kw_only=True)
class PlayStopped(Event):
    """`was` and `now`: how far the target was stopped before and after."""

    name = "play.stopped"
    sentence = "Stopped {what} with {sessions} sessions and {rounds} open rounds in play: {reason_code}."
    stop: str
    what: str
    kind: str
    was: str
    now: str
    sessions: int
    rounds: int
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class PlayAllowed(Event):
    """`was` and `now`: how far the target was stopped before and after."""

    name = "play.allowed"
    sentence = "Allowed {what} again: {reason_code}."
    stop: str
    what: str
    kind: str
    was: str
    now: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class KeyAdded(Event):
    """The secret itself is in no record; its fingerprint tells two apart."""

    name = "integration_key.added"
    sentence = "Added the key {fingerprint} of the integration {integration}."
    integration: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class KeyRetired(Event):
    name = "integration_key.retired"
    sentence = "Retired the key {fingerprint} of the integration {integration}: nothing signed with it is taken."
    integration: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class CertificateAdded(Event):
    name = "game_certificate.added"
    sentence = "Added the certificate {certificate} of {game}."
    certificate: str
    game: str


@dataclass(frozen=True, kw_only=True)
class CertificateWithdrawn(Event):
    name = "game_certificate.withdrawn"
    sentence = "Withdrew the certificate {certificate} of {game}: {reason_code}."
    certificate: str
    game: str
    reason_code: str
