"""What somebody does about their own account."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    name = "staff.password_changed"
    sentence = "{target} changed their password and ended their other sessions, {sessions} in number."
    sessions: int


@dataclass(frozen=True, kw_only=True)
class SignedOutElsewhere(Event):
    name = "staff.signed_out_elsewhere"
    sentence = "{target} ended their other sessions, {sessions} in number."
    sessions: int
