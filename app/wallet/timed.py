"""Answers worth keeping for a while."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


PATIENT, HURRIED = 1.0, 0.3  # seconds to wait for the database: there is nothing to fall back on, or there is


class Timed(Generic[K, V]):
    """Keeps for `seconds` what `load` gave for a key; it is told how many seconds it may take.

    While one caller loads again, the others still get what there was. So does everybody while loading fails with
    `excused`: what was known a moment ago beats knowing nothing.
    """

    def __init__(
        self, load: Callable[[K, float], V], seconds: float, excused: type[Exception], *, most: int = 50_000
    ) -> None:
        self._load = load
        self._excused = excused
        self._seconds = seconds
        self._most = most
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, key: K) -> V:
        """What is kept under `key`, or freshly loaded; raises what loading raises when nothing is kept."""
        now = monotonic()
        kept = self._kept.get(key)
        if kept is not None:
            if kept[0] > now:
                return kept[1]
            if now < kept[0] + self._seconds:  # after a quiet hour nobody gets what there was an hour ago
                self._kept[key] = (now + self._seconds, kept[1])
        try:
            value = self._load(key, PATIENT if kept is None else HURRIED)
        except self._excused:
            if kept is None:
                raise
            return kept[1]
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (monotonic() + self._seconds, value)
        return value

    def forget(self) -> None:
        self._kept.clear()
