"""What an act would change, to be shown before anybody agrees to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.money import Money

Value = Money | str | int


@dataclass(frozen=True)
class Change:
    """One line of an effect preview: a figure before and after. `note` says where it comes from, or who pays it."""

    label: str
    before: Value
    after: Value
    note: str = ""

    @property
    def is_none(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class Skipped:
    """Rows that a bulk act leaves alone, and why."""

    reason: str
    count: int
    ids: Sequence[str] = ()


@dataclass(frozen=True)
class DryRun:
    """What a bulk act would do: how many it touches, some of them, and whom it leaves out."""

    count: int
    sample: Sequence[str]
    skipped: Sequence[Skipped] = ()

    @property
    def left_out(self) -> int:
        return sum(each.count for each in self.skipped)
