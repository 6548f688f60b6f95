"""The rules of a jurisdiction: what each is called, how it reads, and which values there are."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from zoneinfo import available_timezones

LABELS: Mapping[str, str] = {
    "minimum_age": "Minimum age",
    "requires_verified_identity": "Identity proven first",
    "stake_order": "A stake is taken from",
    "withdrawal_decision_hours": "Withdrawals decided in",
    "gaming_day_zone": "Gaming day in",
    "gaming_day_start_hour": "Gaming day from",
    "call_log_days": "Raw calls kept",
}
STAKE_ORDERS: Mapping[str, str] = {
    "cash_first": "Cash, then bonus",
    "bonus_first": "Bonus, then cash",
    "cash_only": "Cash alone",
}
RANGES: Mapping[str, tuple[int, int]] = {
    "minimum_age": (18, 30),
    "withdrawal_decision_hours": (1, 720),
    "gaming_day_start_hour": (0, 23),
    "call_log_days": (1, 36_500),
}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one version says."""

    minimum_age: int
    requires_verified_identity: bool
    stake_order: str
    withdrawal_decision_hours: int
    gaming_day_zone: str
    gaming_day_start_hour: int
    call_log_days: int

    @property
    def faults(self) -> dict[str, str]:
        """What cannot be, by field, as a sentence to act on."""
        found = {
            name: f"A whole number from {least} to {most}."
            for name, (least, most) in RANGES.items()
            if not least <= asdict(self)[name] <= most
        }
        if self.stake_order not in STAKE_ORDERS:
            found["stake_order"] = "Choose one of the orders there are."
        if self.gaming_day_zone not in available_timezones():
            found["gaming_day_zone"] = "Write a time zone such as Europe/Stockholm or UTC."
        return found

    @property
    def written(self) -> dict[str, str]:
        """Each as staff read it, by its label."""
        words = {
            "minimum_age": _counted(self.minimum_age, "year"),
            "requires_verified_identity": "Yes" if self.requires_verified_identity else "No",
            "stake_order": STAKE_ORDERS.get(self.stake_order, self.stake_order),
            "withdrawal_decision_hours": _counted(self.withdrawal_decision_hours, "hour"),
            "gaming_day_zone": self.gaming_day_zone,
            "gaming_day_start_hour": f"{self.gaming_day_start_hour:02}:00",
            "call_log_days": _counted(self.call_log_days, "day"),
        }
        return {label: words[name] for name, label in LABELS.items()}


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'s' if number != 1 else ''}"
