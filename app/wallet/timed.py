"""Answers worth keeping for a while."""

from collections.abc import Callable, Hashable
from time import monotonic
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Timed(Generic[K, V]):
    """Keeps what `load` gave for `seconds`. While one caller loads again, the others still get what there was."""

    def __init__(self, load: Callable[[K], V], seconds: float, most: int = 50_000) -> None:
        self._load = load
        self._seconds = seconds
        self._most = most
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, key: K) -> V:
        """What is kept under `key`, or freshly loaded; raises what loading raises."""
        now = monotonic()
        kept = self._kept.get(key)
        if kept is not None:
            if kept[0] > now:
                return kept[1]
            if now < kept[0] + self._seconds:  # after a quiet hour nobody gets what there was an hour ago
                self._kept[key] = (now + self._seconds, kept[1])
        value = self._load(key)
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = (monotonic() + self._seconds, value)
        return value

    def forget(self) -> None:
        self._kept.clear()
