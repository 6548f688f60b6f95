"""A wheel of segments, each with its number of stops and what it pays for one staked."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random

from app.demo.games.game import Played, played


@dataclass(frozen=True)
class Wheel:
    """`segments`: (stops, multiple of the stake)."""

    segments: tuple[tuple[int, int], ...]

    @property
    def theoretical_rtp(self) -> Fraction:
        return Fraction(sum(stops * multiple for stops, multiple in self.segments), self._stops)

    @property
    def _stops(self) -> int:
        return sum(stops for stops, _ in self.segments)

    def play(self, stake: int, chance: Random) -> Played:
        at = chance.randrange(self._stops)
        for stops, multiple in self.segments:
            if at < stops:
                return played(stake, stake * multiple)
            at -= stops
        raise AssertionError("a stop beyond the wheel")
