"""What happens to staff and to what they may."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class StaffDisabled(Event):
    name = "staff.disabled"
    sentence = "Disabled {target} and ended what they had open, sessions: {sessions}. Why: {reason}."
    sessions: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class StaffEnabled(Event):
    name = "staff.enabled"
    sentence = "Enabled {target} again: {reason}."
    reason: str


@dataclass(frozen=True, kw_only=True)
class StaffInvited(Event):
    name = "staff.invited"
    sentence = "Made a link for {target} to set a password, good once until {until}."
    until: str


@dataclass(frozen=True, kw_only=True)
class InvitationUsed(Event):
    name = "staff.invitation_used"
    sentence = "{target} set a password by the link, which ended their sessions, {sessions} in number."
    sessions: int


@dataclass(frozen=True, kw_only=True)
class SessionEnded(Event):
    name = "staff.session_ended"
    sentence = "Ended the session {session} of {target}."
    session: str


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    name = "staff.sessions_ended"
    sentence = "Ended all sessions of {target}, {sessions} in number: {reason}."
    sessions: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleGiven(Event):
    name = "role.given"
    sentence = "Gave {target} the role {role} for {scope}, {until}: {reason}."
    role: str
    scope: str
    until: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleTaken(Event):
    name = "role.taken"
    sentence = "Took the role {role} for {scope} from {target}: {reason}."
    role: str
    scope: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleLimitChanged(Event):
    name = "role.limit_changed"
    sentence = "Let the role {target} {act} {after} by hand, where it was {before}. Why: {reason}."
    act: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RoleChanged(Event):
    name = "role.changed"
    sentence = "Changed what the role {target} may. Added: {added}. Removed: {removed}. Why: {reason}."
    added: str
    removed: str
    reason: str
