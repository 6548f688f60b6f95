"""The calls that a figure is made of: those that added something to it, newest first, and what all of them come to."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, func, literal, select, union_all
from sqlalchemy.orm import Session

from app.ids import outside
from app.models.report import Cell
from app.queries.figure_ways import SUMS, Ways, made
from app.queries.keyset import AnyRow, AnySelect, Page, Window, turned, windowed
from app.queries.report_sources import planned_blindly
from app.reports.asked import Asked
from app.reports.figures import Figure

MOST_SUMMED = 5_000  # calls of an interval that are added up once more, one by one, while somebody waits


@dataclass(frozen=True)
class SeenCall:
    """A call, and what it added: `above` to the figure, of a share to what is divided; `below` to what divides it."""

    call_id: UUID
    round_id: UUID | None
    kind: str
    occurred_at: datetime
    player: str
    game: str
    above: int
    below: int
    currency: str = ""

    @cached_property
    def id(self) -> str:
        return outside("ca", self.call_id)

    @property
    def round(self) -> str:
        return outside("rd", self.round_id) if self.round_id else ""


@dataclass(frozen=True)
class Checked:
    """What the calls come to, added up one by one; `calls`: how many of them added something, `before`: of these, how
    many come before the first that is shown."""

    calls: int
    above: int
    below: int
    before: int = 0


def is_of_calls(figure: Figure) -> bool:
    """Whether calls of the interval are what it is made of, at least in part: not where players are counted."""
    return any(name in SUMS for name in figure.terms)


def listed(session: Session, ways: Ways, window: Window) -> Page[SeenCall]:
    """One page of the calls, of one currency: each way to them is walked from the window on."""
    if not ways:
        return Page(())
    next_ones = (select(windowed(way, key, window).subquery()) for way, key in ways)
    found = union_all(*next_ones).subquery()
    with planned_blindly(session):
        calls = [seen(row) for row in session.execute(windowed(select(found), found.c.call_id, window))]
    return turned(calls, [call.call_id for call in calls], window, len(calls))


def exported(asked: Asked, figure: Figure, ways: Ways) -> AnySelect:
    """All of them, newest first, each by itself; `seen` reads one."""
    found = (union_all(*(way for way, _ in ways)) if ways else made(asked, figure, ())).subquery()
    return select(found).order_by(found.c.call_id.desc())


def checked(session: Session, asked: Asked, ways: Ways, first: UUID | None = None) -> Checked | None:
    """Their sum, one by one; None where there are too many in the interval to do that while somebody waits. `first`:
    the call that a page begins with."""
    within = and_(Cell.grain == "day", Cell.day.between(asked.first, asked.last))
    brands = [Cell.brand_id.in_(asked.brands)] if asked.brands is not None else []
    if (session.scalar(select(func.sum(Cell.calls)).where(within, *brands)) or 0) > MOST_SUMMED:
        return None
    if not ways:
        return None
    found = union_all(*(way for way, _ in ways)).subquery()
    above, below = (func.coalesce(func.sum(each), 0) for each in (found.c.above, found.c.below))
    before = func.count().filter(found.c.call_id > first) if first else literal(0)
    row = session.execute(select(func.count(), above, below, before).select_from(found)).one()
    return Checked(row[0], int(row[1]), int(row[2]), row[3])


def seen(row: AnyRow) -> SeenCall:
    call_id, round_id, kind, at, player, game, above, below, currency = row
    return SeenCall(call_id, round_id, kind, at, outside("pl", player), game or "", int(above), int(below), currency)
