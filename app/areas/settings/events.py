"""What happens to settings."""

from dataclasses import dataclass

from app.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class SettingChanged(Event):
    name = "setting.changed"
    sentence = "Changed {target} for {brand} from “{was}” to “{now}”: {reason}."
    brand: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProfileVersioned(Event):
    name = "jurisdiction_profile.versioned"
    sentence = "Gave the rules of {target} version {version}, from {effective_from} on: {changes}. Why: {reason}."
    version: int
    effective_from: str
    changes: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RatesTried(Event):
    name = "currency_rates.tried"
    sentence = (
        "Tried out rates of {target}: {new} new, {corrections} corrections, {faults} faults; nothing was changed."
    )
    new: int
    corrections: int
    faults: int


@dataclass(frozen=True, kw_only=True)
class RatesEntered(Event):
    name = "currency_rates.entered"
    sentence = (
        "Entered {count} rates of {target} from {first} to {last}, by {source}. Corrections: {corrections}. {reason}."
    )
    count: int
    first: str
    last: str
    source: str
    corrections: str
    reason: str
