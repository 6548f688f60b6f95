"""What every game can do."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Protocol

# Every line bet and every commission of our games divides a stake of this many minor units.
STAKE_STEP = 20


@dataclass(frozen=True, slots=True)
class Played:
    """One round in minor units: stakes in the order laid, wins (above zero) in the order paid."""

    stakes: tuple[int, ...]
    wins: tuple[int, ...]


class Game(Protocol):
    """A maths model. `stake` is in minor units and a multiple of STAKE_STEP."""

    @property
    def theoretical_rtp(self) -> Fraction: ...

    def play(self, stake: int, chance: Random) -> Played: ...


def played(stake: int, *wins: int) -> Played:
    """One stake and what it won; zero wins are not told."""
    return Played((stake,), tuple(win for win in wins if win))
