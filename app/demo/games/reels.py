"""Video slots: strips that stop anywhere alike, pay lines from the left, a wild, a scatter for free spins."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from operator import itemgetter
from random import Random

from app.demo.games.game import Played

ROWS = 3
WILD, SCATTER = "W", "*"
SCATTERS_NEEDED = 3


@dataclass(frozen=True)
class Reels:
    """`pays` names a run from the left ("AAA") and what it returns in line bets; `lines` name a row per reel."""

    strips: tuple[str, ...]
    lines: tuple[str, ...]
    pays: dict[str, int]
    free_spins: int = 0
    free_multiplier: int = 1

    @property
    def theoretical_rtp(self) -> Fraction:
        """Every line sees each strip alike, and the free spins are those of the paid one, so the means add up."""
        return self.line_rtp * (1 + self.trigger_chance * self.free_spins * self.free_multiplier)

    @cached_property
    def line_rtp(self) -> Fraction:
        counts = [Counter(strip) for strip in self.strips]
        paid = sum(
            self.line_pay(symbols) * prod(count[symbol] for count, symbol in zip(counts, symbols, strict=True))
            for symbols in product(*counts)
        )
        return Fraction(paid, prod(map(len, self.strips)))

    @cached_property
    def trigger_chance(self) -> Fraction:
        """The chance of SCATTERS_NEEDED scatters or more anywhere in the window."""
        ways = Counter({0: 1})
        for strip in self.strips:
            shown = Counter(window.count(SCATTER) for window in _windows(strip))
            before, ways = ways, Counter[int]()
            for (count, sofar), (more, stops) in product(before.items(), shown.items()):
                ways[count + more] += sofar * stops
        enough = sum(number for count, number in ways.items() if count >= SCATTERS_NEEDED)
        return Fraction(enough, prod(map(len, self.strips)))

    def play(self, stake: int, chance: Random) -> Played:
        """The first win is the paid spin's; each free spin that wins adds one more."""
        line_bet = stake // len(self.lines)
        window = self._spin(chance)
        wins = [line_bet * self.window_pay(window)]
        if self.free_spins and sum(column.count(SCATTER) for column in window) >= SCATTERS_NEEDED:
            free = line_bet * self.free_multiplier
            wins += [free * self.window_pay(self._spin(chance)) for _ in range(self.free_spins)]
        return Played((stake,), tuple(win for win in wins if win))

    def window_pay(self, window: list[str]) -> int:
        """All lines of a window, in line bets."""
        cells = "".join(window)
        return sum([self.line_pay(line(cells)) for line in self._line_cells])

    def line_pay(self, symbols: tuple[str, ...]) -> int:
        """The best run from the left; a wild stands for anything but the scatter."""
        known = self._known.get(symbols)
        if known is None:
            known = self._known[symbols] = self._best_run(symbols)
        return known

    def _best_run(self, symbols: tuple[str, ...]) -> int:
        wilds = _run(symbols, {WILD})
        natural = next((symbol for symbol in symbols if symbol != WILD), WILD)
        run = _run(symbols, {WILD, natural})
        return max(self.pays.get(WILD * wilds, 0), self.pays.get(natural * run, 0))

    def _spin(self, chance: Random) -> list[str]:
        return [windows[int(chance.random() * len(windows))] for windows in self._strip_windows]

    @cached_property
    def _strip_windows(self) -> list[list[str]]:
        return [_windows(strip) for strip in self.strips]

    @cached_property
    def _line_cells(self) -> list[Callable[[str], tuple[str, ...]]]:
        return [itemgetter(*(ROWS * reel + int(row) for reel, row in enumerate(line))) for line in self.lines]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], int]:
        return {}


def _windows(strip: str) -> list[str]:
    """What stands in the window at each stop."""
    around = strip + strip[: ROWS - 1]
    return [around[stop : stop + ROWS] for stop in range(len(strip))]


def _run(symbols: tuple[str, ...], counted: set[str]) -> int:
    return next((at for at, symbol in enumerate(symbols) if symbol not in counted), len(symbols))
