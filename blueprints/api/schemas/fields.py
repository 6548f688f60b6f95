"""Types of fields; unknown fields and look-alike types are refused."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from app.money import MAXIMUM_MINOR

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})", re.ASCII)
_YEARS = range(1970, 3000)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def storable(text: str) -> str:
    """Refuses what PostgreSQL cannot keep as text: NUL and halves of surrogate pairs."""
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds a NUL or half a surrogate pair")
    return text


def calendar_date(value: object) -> date:
    """A day as YYYY-MM-DD and in no other spelling."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("must be a date as YYYY-MM-DD")
    return date.fromisoformat(value)


def whole_number(value: object) -> int:
    """A count as it stands in an address, in no other spelling."""
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError("must be a whole number above zero")
    return int(value)


def some(value: int) -> int:
    """A change of nothing is none."""
    if value == 0:
        raise ValueError("must not be zero")
    return value


def moment_in_time(value: object) -> datetime:
    """A moment as 2026-11-23T14:30:00Z: with its zone, of a year that clocks know."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) and _MOMENT.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None or found.year not in _YEARS:
        raise ValueError("must be a moment as 2026-11-23T14:30:00Z")
    return found


def in_utc(value: datetime) -> datetime:
    """RFC 3339 with Z, whatever zone the database speaks in."""
    return value.astimezone(UTC)


Text = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(storable)]
Name = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$"), AfterValidator(storable)]
Email = Annotated[str, Field(max_length=254, pattern=r"^[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
CurrencyCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{2,31}$")]
Day = Annotated[date, BeforeValidator(calendar_date)]
Minor = Annotated[int, Field(gt=0, le=MAXIMUM_MINOR)]
Change = Annotated[int, Field(ge=-MAXIMUM_MINOR, le=MAXIMUM_MINOR), AfterValidator(some)]
Words = Annotated[str, Field(max_length=500), AfterValidator(storable)]
Limit = Annotated[int, Field(ge=1, le=200), BeforeValidator(whole_number)]
Moment = Annotated[datetime, AfterValidator(in_utc)]
SentMoment = Annotated[datetime, BeforeValidator(moment_in_time)]
PlayerStatus = Literal["active", "suspended", "closed"]
RestrictionKind = Literal["betting", "deposits", "withdrawals"]
ProtectionReason = Literal[
    "suspected_fraud", "identity", "harm", "money", "chargeback", "player_asked", "authority", "other"
]
RelaxationReason = Literal["cleared", "documents", "settled", "player_asked", "authority", "mistake", "other"]
SessionState = Literal["open", "ended"]
AdjustmentState = Literal["requested", "applied", "declined"]
AdjustmentReason = Literal[
    "goodwill", "missing_win", "missing_deposit", "paid_twice", "bonus_terms", "mistake", "other"
]
Purse = Literal["cash", "bonus"]
DepositState = Literal["captured", "diverted"]
WithdrawalState = Literal["requested", "approved", "submitted", "paid", "rejected", "cancelled", "failed"]


class Sent(BaseModel):
    """A body: strict, since money and people hang on it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Asked(BaseModel):
    """The arguments of an address, which are text."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(BaseModel):
    """An answer."""

    model_config = ConfigDict(from_attributes=True)


class Versioned(Shown):
    """An answer whose `version` counts its changes; its ETag says the same."""

    version: int
