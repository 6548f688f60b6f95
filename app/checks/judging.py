"""What a figure means: fine, warning or failing. A state is left only when the figure lies well below its threshold."""

from dataclasses import dataclass
from datetime import datetime

from app.checks.catalogue import Check, titled
from app.queries.vitals.reading import Reading
from app.settings import Bounds

FINE, WARNING, FAILING, UNKNOWN = "fine", "warning", "failing", "unknown"
EASED = 0.8  # of a threshold: a figure that lies around it opens one alert, not twenty


@dataclass(frozen=True)
class Judged:
    """A check with its figure now. `since`: in this state; None when it was not judged before."""

    check: Check
    reading: Reading
    bounds: Bounds
    state: str
    since: datetime | None = None

    @property
    def cause(self) -> str:
        return cause(self.reading)

    @property
    def title(self) -> str:
        return titled(self.cause)

    @property
    def is_wrong(self) -> bool:
        return self.state in (WARNING, FAILING)

    @property
    def text(self) -> str:
        return "–" if self.reading.figure is None else self.check.said(self.reading.figure)


def cause(reading: Reading) -> str:
    """The same for as long as the installation lasts: states, alerts and mutes are kept by it."""
    return f"{reading.name} {reading.about}".rstrip()


def judged(figure: float | None, bounds: Bounds, before: str = FINE) -> str:
    """The state that follows `before`; without a figure nothing is known, and what was known stays."""
    if figure is None:
        return before if before in (WARNING, FAILING) else UNKNOWN
    if figure >= bounds.fails or (before == FAILING and figure > EASED * bounds.fails):
        return FAILING
    if figure >= bounds.warns or (before in (WARNING, FAILING) and figure > EASED * bounds.warns):
        return WARNING
    return FINE
