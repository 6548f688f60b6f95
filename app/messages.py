"""What other systems are told: a closed catalogue of types. Each area keeps its own in `app/areas/<area>/messages.py`.

A message is thin: ids, codes, amounts and flags. There is no kind of field that a name or an address would fit in;
whoever may know more asks the API for it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from app import areas

TYPE = re.compile(r"[a-z_]+(\.[a-z_]+)+", re.ASCII)


class Kind(Enum):
    """What a field may hold, in words for the receiver and as a rule for us."""

    ID = "outside id", re.compile(r"[a-z]{2,5}_[0-9A-HJKMNP-TV-Z]{26}", re.ASCII)
    CODE = "code", re.compile(r"[a-z0-9][a-z0-9_.\-]{0,63}", re.ASCII)
    CURRENCY = "currency", re.compile(r"[A-Z0-9]{3,8}", re.ASCII)
    COUNTRY = "country, ISO 3166-1 alpha-2", re.compile(r"[A-Z]{2}", re.ASCII)
    AMOUNT = "integer, minor units", int
    FLAG = "true or false", bool

    def __init__(self, meaning: str, rule: re.Pattern[str] | type) -> None:
        self.meaning, self.rule = meaning, rule

    def fits(self, value: Any) -> bool:
        if isinstance(self.rule, re.Pattern):
            return isinstance(value, str) and self.rule.fullmatch(value) is not None
        return type(value) is self.rule


@dataclass(frozen=True)
class MessageType:
    """`name` is a fact in the past tense; `about` the prefix of the outside id it is about."""

    name: str
    about: str
    meaning: str
    fields: Mapping[str, Kind]
    version: int = 1

    def insist(self, about: str, data: Mapping[str, Any]) -> None:
        """Raises ValueError for a message that does not keep to this type: a fault of ours, found by the first test."""
        if not Kind.ID.fits(about) or not about.startswith(f"{self.about}_"):
            raise ValueError(f"{self.name} is about {self.about}_…, not {about!r}")
        if set(data) != set(self.fields):
            raise ValueError(f"{self.name} has the fields {sorted(self.fields)}, not {sorted(data)}")
        wrong = sorted(name for name, kind in self.fields.items() if not kind.fits(data[name]))
        if wrong:
            raise ValueError(f"{self.name} cannot say that in {', '.join(wrong)}")


def every() -> dict[str, MessageType]:
    """The whole catalogue by name, in alphabetical order."""
    found = [each for module in areas.bring_in("messages") for each in module.MESSAGES]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
