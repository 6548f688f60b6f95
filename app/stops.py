"""Which stop bars a play. Pure: what stands goes in, the stop that bars comes out."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

MAINTENANCE = "maintenance"


class Play(NamedTuple):
    """What somebody is about to play, where, and with which money."""

    provider_id: int
    integration_id: int
    game_id: int
    brand_id: int
    currency: str


class Stop(NamedTuple):
    """What is stopped: of provider, integration and game one at most, of none whatever is played. None: all of them."""

    kind: str
    provider_id: int | None
    integration_id: int | None
    game_id: int | None
    brand_id: int | None
    country: str | None
    currency: str | None

    def bars(self, play: Play, country: Callable[[], str]) -> bool:
        """`country` is asked for only where it matters: it takes a look at the player."""
        return (
            self.brand_id in (None, play.brand_id)
            and self.currency in (None, play.currency)
            and self.game_id in (None, play.game_id)
            and self.integration_id in (None, play.integration_id)
            and self.provider_id in (None, play.provider_id)
            and (self.country is None or self.country == country())
        )


class Stops:
    """Those that stand, laid out so that a bet looks at few of them."""

    def __init__(self, standing: Iterable[Stop]) -> None:
        self._by_target: dict[tuple[str, int], list[Stop]] = {}
        for stop in standing:
            self._by_target.setdefault(_target(stop), []).append(stop)

    def barring(self, play: Play, country: Callable[[], str]) -> Stop | None:
        """The widest that bars it, maintenance before all others."""
        if not self._by_target:
            return None
        targets = (EVERYTHING, ("provider", play.provider_id), ("integration", play.integration_id))
        near = [stop for key in (*targets, ("game", play.game_id)) for stop in self._by_target.get(key, ())]
        barring = [stop for stop in near if stop.bars(play, country)]
        return next((stop for stop in barring if stop.kind == MAINTENANCE), barring[0]) if barring else None


EVERYTHING = ("everything", 0)


def _target(stop: Stop) -> tuple[str, int]:
    if stop.game_id is not None:
        return "game", stop.game_id
    if stop.integration_id is not None:
        return "integration", stop.integration_id
    return ("provider", stop.provider_id) if stop.provider_id is not None else EVERYTHING
