"""Three dice: small (4 to 10) or big (11 to 17) pays even money, and loses on any triple."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from random import Random

from app.demo.games.game import Played, played

SMALL, BIG = range(4, 11), range(11, 18)
Throw = tuple[int, int, int]


def wins(bet: range, throw: Throw) -> bool:
    """Whether `bet` is paid for `throw`."""
    return len(set(throw)) > 1 and sum(throw) in bet


@dataclass(frozen=True)
class ThreeDice:
    """One bet on small or big."""

    @property
    def theoretical_rtp(self) -> Fraction:
        pips = range(1, 7)
        throws = list(product(pips, pips, pips))
        return Fraction(2 * sum(wins(SMALL, throw) for throw in throws), len(throws))

    def play(self, stake: int, chance: Random) -> Played:
        bet = chance.choice((SMALL, BIG))
        throw = (chance.randint(1, 6), chance.randint(1, 6), chance.randint(1, 6))
        return played(stake, 2 * stake if wins(bet, throw) else 0)
