"""European roulette: 37 pockets, one zero, every bet returns 36 in 37."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from app.demo.games.game import STAKE_STEP, Played

POCKETS = 37
RED = frozenset({1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36})


@dataclass(frozen=True)
class Bet:
    """The pockets a chip covers; it pays 36 to the chip divided by their number, the chip included."""

    pockets: frozenset[int]

    @property
    def multiple(self) -> int:
        return 36 // len(self.pockets)


def straight(chance: Random) -> Bet:
    return Bet(frozenset({chance.randrange(POCKETS)}))


def dozen(chance: Random) -> Bet:
    first = 1 + 12 * chance.randrange(3)
    return Bet(frozenset(range(first, first + 12)))


def red_or_black(chance: Random) -> Bet:
    black = frozenset(range(1, POCKETS)) - RED
    return Bet(chance.choice((RED, black)))


def split(chance: Random) -> Bet:
    """Two neighbours in a column, 1 and 4 to 33 and 36."""
    upper = 1 + chance.randrange(33)
    return Bet(frozenset({upper, upper + 3}))


KINDS: tuple[Callable[[Random], Bet], ...] = (straight, split, dozen, red_or_black)


@dataclass(frozen=True)
class Roulette:
    """One to three chips of at least STAKE_STEP on the cloth, one spin."""

    @property
    def theoretical_rtp(self) -> Fraction:
        return Fraction(36, POCKETS)

    def play(self, stake: int, chance: Random) -> Played:
        bets = tuple(chance.choice(KINDS)(chance) for _ in range(chance.randint(1, 3)))
        pocket = chance.randrange(POCKETS)
        chip = max(STAKE_STEP, stake // len(bets) // STAKE_STEP * STAKE_STEP)
        won = sum(chip * bet.multiple for bet in bets if pocket in bet.pockets)
        return Played((chip,) * len(bets), (won,) if won else ())
