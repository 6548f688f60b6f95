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
