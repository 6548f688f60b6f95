"""What changed between two states of a thing, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One field, before and after; None where it was not there."""

    field: str
    old: str | None
    new: str | None

    @property
    def has_changed(self) -> bool:
        return self.old != self.new


def between(old: Mapping[str, str], new: Mapping[str, str]) -> list[Difference]:
    """Every field of either, in the order of the old one, then what is new."""
    return [Difference(field, old.get(field), new.get(field)) for field in dict.fromkeys([*old, *new])]
