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
    is_test: bool


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


@dataclass(frozen=True, kw_only=True)
class LoginSessionHadEnded(Event):
    """Asked for once more: nothing changed."""

    name = "login_session.had_ended"
    sentence = "Found login session {login_session} of {target} ended already."
    login_session: str


@dataclass(frozen=True, kw_only=True)
class PlayerOpened(Event):
    """Whoever reads a record is remembered, with the part of it that was read."""

    name = "player.opened"
    sentence = "Opened {part} of {target}."
    part: str


@dataclass(frozen=True, kw_only=True)
class PersonRevealed(Event):
    name = "player_person.revealed"
    sentence = "Looked at who {target} is: {reason_code}."
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class PlayerSuspended(Event):
    name = "player.suspended"
    sentence = "Suspended {target}, who was {before}: {reason_code}; {sessions} login sessions ended."
    before: str
    after: str
    reason_code: str
    sessions: int


@dataclass(frozen=True, kw_only=True)
class PlayerReactivated(Event):
    name = "player.reactivated"
    sentence = "Reactivated {target}, who was {before}: {reason_code}."
    before: str
    after: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class PlayerRestricted(Event):
    """`before` and `after`: what the player is kept from, “none” for nothing; `until` empty without an end."""

    name = "player.restricted"
    sentence = "Restricted {kind} of {target}: {reason_code}; restricted before: {before}."
    kind: str
    until: str
    before: str
    after: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class RestrictionLifted(Event):
    name = "player.restriction_lifted"
    sentence = "Lifted the restriction of {kind} of {target}: {reason_code}; still restricted: {after}."
    kind: str
    before: str
    after: str
    reason_code: str


@dataclass(frozen=True, kw_only=True)
class PlayerNoteWritten(Event):
    """Not what it says: words of staff may name a person."""

    name = "player_note.written"
    sentence = "Wrote the note {note} on {target}: {kind}, {length} characters."
    note: str
    kind: str
    length: int


@dataclass(frozen=True, kw_only=True)
class PlayerNoteSettled(Event):
    name = "player_note.settled"
    sentence = "Settled the note {settled} on {target} with the note {note}."
    note: str
    settled: str
