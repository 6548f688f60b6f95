"""Charts drawn by the server: where bars and points lie. Zero is the base, each point leads to the rows behind it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT = 200


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

    `tail`: the path from the last whole bucket to one that is not over yet, drawn apart: it says less.
    """

    points: Sequence[Placed]
    path: str
    tail: str
    grid: Sequence[tuple[float, str]]
    every: int


def chart(points: Sequence[Point], *, most_labels: int = 8) -> Chart:
    """Place `points`, oldest first. Nothing is smoothed: that would invent values."""
    highest = _round_up(max((point.value for point in points), default=0))
    share = 100 / max(len(points), 1)
    placed = [_place(point, at, share, highest) for at, point in enumerate(points)]
    whole = [each for each in placed if not each.point.is_partial]
    grid = [(HEIGHT - HEIGHT * part / 4, _figure(highest * part / 4)) for part in range(5)]
    return Chart(
        placed,
        _path(whole),
        _path(placed[len(whole) - 1 :]) if whole != placed else "",
        grid,
        max(1, math.ceil(len(points) / most_labels)),
    )


def _path(placed: Sequence[Placed]) -> str:
    return "M" + "L".join(f"{each.middle:.2f} {each.top:.2f}" for each in placed) if placed else ""


def _place(point: Point, at: int, share: float, highest: float) -> Placed:
    height = HEIGHT * max(point.value, 0) / highest
    return Placed(point, at * share + share * 0.15, (at + 0.5) * share, share * 0.7, HEIGHT - height, height)


def _figure(value: float) -> str:
    """As whole as it is: 20,000, 2.5, 0.125."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3f}".rstrip("0")


def _round_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 × 10ⁿ, so that the grid has round figures."""
    if value <= 0:
        return 1
    size = 10 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 2, 2.5, 5, 10) if step * size >= value)
