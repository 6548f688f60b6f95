"""A game provider that goes away and comes back: no call for a while, then every call again and again."""

import math
import time


class Outage:
    """Of one `integration`: away for `lasts` seconds from `after` seconds on, and for as long again each call of it is
    sent as often as a storm of retries sends it."""

    def __init__(self, integration: str = "", *, after: float = math.inf, lasts: float = 0.0) -> None:
        self._integration, self._lasts = integration, lasts
        self._begins = time.monotonic() + after

    def begin(self) -> None:
        """At once."""
        self._begins = time.monotonic()

    def is_away(self, integration: str) -> bool:
        return integration == self._integration and 0 <= self._since() < self._lasts

    def storms(self, integration: str) -> bool:
        return integration == self._integration and self._lasts <= self._since() < 2 * self._lasts

    def _since(self) -> float:
        return time.monotonic() - self._begins
