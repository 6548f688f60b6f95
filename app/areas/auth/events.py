"""What happens at the door."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class StaffAdded(Event):
    name = "staff.added"
    sentence = "Added {target} with the role {role}."
    role: str


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event):
    name = "staff.signed_in"
    sentence = "{target} signed in by {means}."
    means: str


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event):
    """The account is named by a keyed hash: whoever mistyped may have typed a password there."""

    name = "staff.sign_in_failed"
    sentence = "A sign-in as {account_hash} failed."
    account_hash: str


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event):
    name = "staff.signed_out"
    sentence = "{target} signed out."
