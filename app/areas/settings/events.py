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
