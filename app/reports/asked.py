"""Which part of the figures is asked for: the interval, the filters, and by what they are told apart."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

BY = {
    "day": "Day",
    "brand": "Brand",
    "provider": "Provider",
    "game": "Game",
    "country": "Country",
    "currency": "Currency",
}
OF_PLAY = frozenset({"provider", "game"})  # what a payment has none of


class Grain(NamedTuple):
    """What is converted as one: a line’s share in a gaming day of a brand; `key` is the line’s own."""

    key: Any
    day: date
    brand_id: int


@dataclass(frozen=True)
class Asked:
    """Gaming days `first` to `last`, both included. `brands`: who may be seen; None: every one. Filters: codes.

    `in_one`: all currencies in one, at the rates of the days.
    """

    first: date
    last: date
    by: str = "day"
    brands: Collection[int] | None = None
    brand: str = ""
    currency: str = ""
    provider: str = ""
    game: str = ""
    country: str = ""
    in_one: bool = False

    @property
    def is_of_play(self) -> bool:
        """Whether only figures of games can be told."""
        return self.by in OF_PLAY or bool(self.provider or self.game)
