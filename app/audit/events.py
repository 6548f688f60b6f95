"""What an audit event is: a fact in the past tense with declared fields, able to say itself as one sentence.

Each area keeps its own in `app/areas/<area>/events.py`.
"""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar

from app import areas


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


def every() -> list[type[Event]]:
    """Every event of every area."""
    areas.bring_in("events")
    return Event.__subclasses__()
