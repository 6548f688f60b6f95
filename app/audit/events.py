"""What can happen, each a fact in the past tense with declared fields, each able to say itself as one sentence."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Event:
    """Fields hold text, whole numbers and truth values; no personal data, only ids. `target` is an outside id."""

    name: ClassVar[str]
    sentence: ClassVar[str]
    target: str = ""

    def data(self) -> dict[str, Any]:
        """The fields of this event alone."""
        return {key: value for key, value in asdict(self).items() if key != "target"}

    def __str__(self) -> str:
        return self.sentence.format(**{field.name: getattr(self, field.name) for field in fields(self)})


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


@dataclass(frozen=True, kw_only=True)
class GameSessionStarted(Event):
    name = "game_session.started"
    sentence = "Started game session {game_session} of {target} in {game} at {integration}."
    game_session: str
    game: str
    integration: str


@dataclass(frozen=True, kw_only=True)
class DepositCaptured(Event):
    name = "deposit.captured"
    sentence = "Captured deposit {deposit} of {amount_minor} minor units of {currency} for {target}: {state}."
    deposit: str
    payment_provider: str
    currency: str
    amount_minor: int
    state: str


@dataclass(frozen=True, kw_only=True)
class AnswerRepeated(Event):
    name = "api.answer_repeated"
    sentence = "Repeated the answer {status} to a request that had been made before; nothing else happened."
    status: int
