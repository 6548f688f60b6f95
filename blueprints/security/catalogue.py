"""Permissions as people read them: by area, each with its sentence and its risk."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app import areas
from app.security.permissions import Permission, Risk, every
from app.words import spelled


@dataclass(frozen=True)
class Said:
    """One permission; one that the product no longer knows says only its name."""

    name: str
    sentence: str
    risk: Risk


def of_staff() -> list[Permission]:
    """Every permission that a role may hold."""
    return [each for each in every() if not each.is_for_machines]


def said(name: str) -> Said:
    return _said(name, _known())


def by_area(names: Collection[str]) -> Iterator[tuple[str, Sequence[Said]]]:
    """The area's name, and its permissions among these."""
    known = _known()
    for area, found in groupby(sorted(names), key=lambda name: name.partition(".")[0]):
        title = areas.title(area) if area in areas.names() else spelled(area)
        yield title, [_said(name, known) for name in found]


def critical(names: Collection[str]) -> int:
    """How many of these move money or access."""
    known = _known()
    return sum(_said(name, known).risk is Risk.CRITICAL for name in names)


def _known() -> Mapping[str, Permission]:
    return {each.value: each for each in of_staff()}


def _said(name: str, known: Mapping[str, Permission]) -> Said:
    if name not in known:
        return Said(name, "No page asks for it any more.", Risk.LOW)
    return Said(name, known[name].sentence, known[name].risk)
