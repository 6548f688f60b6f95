"""One figure of the house at this moment."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reading:
    """`name` is the check's, `about` which of several. No `figure`: there is nothing to judge by just now.

    `brand_id` None: of the whole house.
    """

    name: str
    figure: float | None
    detail: str = ""
    about: str = ""
    brand_id: int | None = None


@dataclass(frozen=True)
class Process:
    """One process of a server, by its last sign of life."""

    face: str
    host: str
    pid: int
    streams: int
    started_at: datetime
    seen_at: datetime
