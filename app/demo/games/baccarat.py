"""Punto banco from a shoe without end: every card is drawn from all thirteen ranks alike."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from random import Random
from typing import Literal

from app.demo.games.game import Played, played

Side = Literal["player", "banker", "tie"]
VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0, 0)  # ace to king
WEIGHTS = Counter(VALUES)
# How often the casino's players lay their stake on each side, in 20.
HABIT: dict[Side, int] = {"player": 9, "banker": 9, "tie": 2}
# What comes back for 20 staked, the stake included; the banker's win pays five per cent commission.
RETURNS: dict[Side, int] = {"player": 40, "banker": 39, "tie": 180}


def banker_draws(banker: int, third: int | None) -> bool:
    """The fixed rule: with two cards worth `banker`, after the player's `third` card (None: stood)."""
    if third is None:
        return banker <= 5
    lowest, highest = {3: (0, 9), 4: (2, 7), 5: (4, 7), 6: (6, 7)}.get(banker, (0, -1))
    return banker <= 2 or (lowest <= third <= highest and not (banker == 3 and third == 8))


def winner(cards: tuple[int, ...]) -> Side:
    """Who wins with these values: player's two, banker's two, then the player's and banker's third if drawn."""
    player, banker = (cards[0] + cards[1]) % 10, (cards[2] + cards[3]) % 10
    if player < 8 and banker < 8:
        drawn = player <= 5
        if drawn:
            player = (player + cards[4]) % 10
        if banker_draws(banker, cards[4] if drawn else None):
            banker = (banker + cards[5]) % 10
    return "tie" if player == banker else "player" if player > banker else "banker"


@cache
def odds() -> dict[Side, Fraction]:
    """The exact chance of each result, over every six cards the shoe can give."""
    seen: Counter[Side] = Counter()
    for cards, ways in _hands():
        seen[winner(cards)] += ways
    return {side: Fraction(seen[side], len(VALUES) ** 6) for side in HABIT}


def _hands() -> Iterator[tuple[tuple[int, ...], int]]:
    """Hands by their two totals: only those and the third cards decide."""
    totals: Counter[int] = Counter()
    for (first, ways), (second, more) in product(WEIGHTS.items(), repeat=2):
        totals[(first + second) % 10] += ways * more
    for (player, p), (banker, b), (third, t), (last, w) in product(
        totals.items(), totals.items(), WEIGHTS.items(), WEIGHTS.items()
    ):
        yield (player, 0, banker, 0, third, last), p * b * t * w


@dataclass(frozen=True)
class PuntoBanco:
    """A tie gives stakes on player and banker back."""

    @property
    def theoretical_rtp(self) -> Fraction:
        return sum((Fraction(often, 20) * self._rtp_of(side) for side, often in HABIT.items()), Fraction())

    def play(self, stake: int, chance: Random) -> Played:
        side = chance.choices(tuple(HABIT), tuple(HABIT.values()))[0]
        result = winner(tuple(chance.choices(VALUES, k=6)))
        return played(stake, stake * returned(side, result) // 20)

    def _rtp_of(self, side: Side) -> Fraction:
        return sum((chance * returned(side, result) / 20 for result, chance in odds().items()), Fraction())


def returned(side: Side, result: Side) -> int:
    """What comes back for 20 staked on `side`."""
    if side == result:
        return RETURNS[side]
    return 20 if result == "tie" else 0
