"""Charts drawn by the server: where bars and points lie. Zero is on each; each point leads to the rows behind it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEIGHT = 200
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Point:
    """One bucket. `text` is its figure in words, `address` the rows behind it; a partial one is not over yet."""

    label: str
    value: float
    text: str
    address: str
    is_partial: bool = False


@dataclass(frozen=True)
class Placed:
    """A point in a field of 100 % by HEIGHT."""

    point: Point
    left: float
    middle: float
    width: float
    top: float
    height: float


@dataclass(frozen=True)
class Chart:
    """What a macro draws: placed points, the path of the line, the lines of the grid with their figures.

    `tail`: the path from the last whole bucket to those that are not over yet, drawn apart: it says less. `behind`: the
    path of what these are compared with. `zero`: where nothing lies, from above.
    """

    points: Sequence[Placed]
    path: str
    tail: str
    grid: Sequence[tuple[float, str]]
    every: int
    behind: str = ""
    zero: float = HEIGHT


@dataclass(frozen=True)
class _Scale:
    """From the lowest line of the grid to the highest: four of them, or so many more as zero takes."""

    lowest: float
    highest: float
    lines: int

    def top(self, value: float) -> float:
        return HEIGHT * (self.highest - value) / (self.highest - self.lowest)

    def grid(self) -> list[tuple[float, str]]:
        step = (self.highest - self.lowest) / self.lines
        values = [self.lowest + step * part for part in range(self.lines + 1)]
        return [(self.top(value), _figure(value)) for value in values]


def chart(points: Sequence[Point], *, behind: Sequence[float] = (), most_labels: int = 8) -> Chart:
    """Place `points`, oldest first. Nothing is smoothed: that would invent values. `behind` begins at the first point
    and may go on after the last."""
    values = [*(point.value for point in points), *behind]
    scale, share = _scale(min(values, default=0), max(values, default=0)), 100 / max(len(points), len(behind), 1)
    placed = [_place(point, at, share, scale) for at, point in enumerate(points)]
    whole = [each for each in placed if not each.point.is_partial]
    return Chart(
        placed,
        _path((each.middle, each.top) for each in whole),
        _path((each.middle, each.top) for each in placed[max(len(whole) - 1, 0) :]) if whole != placed else "",
        scale.grid(),
        max(1, math.ceil(max(len(points), len(behind)) / most_labels)),
        _path(((at + 0.5) * share, scale.top(value)) for at, value in enumerate(behind)),
        scale.top(0),
    )


@dataclass(frozen=True)
class Spark:
    """A line of a few words' size, in a field of 100 by 20: `failed` are the places where something failed."""

    path: str
    failed: Sequence[float]
    text: str


def spark(values: Sequence[int], failed: Sequence[int]) -> Spark:
    """Of `values`, oldest first, and how many of each failed."""
    highest, last = max([*values, 1]), max(len(values) - 1, 1)
    path = _path((100 * at / last, 20 - 18 * value / highest) for at, value in enumerate(values))
    marks = [round(100 * at / last, 2) for at, count in enumerate(failed) if count]
    said = f"{sum(values):,} calls, {max(values, default=0):,} at most in one step, {sum(failed):,} failed"
    return Spark(path, marks, said)


def _path(places: Iterable[tuple[float, float]]) -> str:
    found = "L".join(f"{left:.2f} {top:.2f}" for left, top in places)
    return f"M{found}" if found else ""


def _place(point: Point, at: int, share: float, scale: _Scale) -> Placed:
    ends = scale.top(point.value), scale.top(0)
    return Placed(
        point,
        at * share + share * 0.15,
        (at + 0.5) * share,
        share * 0.7,
        scale.top(point.value),
        abs(ends[0] - ends[1]),
    )


def _scale(lowest: float, highest: float) -> _Scale:
    """Zero is always on it, as one of its lines."""
    if lowest >= 0:
        return _Scale(0, _round_up(highest), 4)
    step = _round_up((max(highest, 0) - lowest) / 4)
    below, above = math.ceil(-lowest / step), math.ceil(max(highest, 0) / step)
    return _Scale(-below * step, above * step, below + above)


def _figure(value: float) -> str:
    """As whole as it is: 20,000, 2.5, 0.125."""
    text = f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")
    return text.replace("-", MINUS)


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 × 10ⁿ, so that the grid has round figures."""
    if value <= 0:
        return 1
    size = 10 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 2, 2.5, 5, 10) if step * size >= value)
