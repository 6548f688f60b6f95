"""What became of a record, in its order: the entries of a timeline and the steps of its life."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `sign` is an icon; `by` who did it; `address` where it stands in full."""

    at: datetime
    title: str
    detail: str = ""
    by: str = ""
    sign: str = "done"
    tone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Step:
    """One step on the way of a record: done, now, or still to come; or where it ended badly."""

    title: str
    detail: str = ""
    state: str = ""  # done, now, bad


@dataclass(frozen=True)
class Check:
    """One thing looked at before a decision: ok, warn, bad, or wait. `evidence` leads to the rows behind it."""

    state: str
    title: str
    result: str
    note: str = ""
    evidence: tuple[str, str] | None = None  # words, address
