"""Figures between any two moments, to the call: so far today, until the same minute last week, hour by hour.

Whole quarters of an hour are read from cells, what lies beside them and what came since the fold from the calls.
`Figure.of` tells a figure of the sums; not those that need a game's return, count players, or stand.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from app.models.report import Cell, ReportFold, Stray
from app.queries.figure_calls import MOVED
from app.queries.figures import Sums
from app.queries.keyset import AnyRow, AnySelect, lowest
from app.queries.report_sources import MEASURES, conditions, summed
from app.reports.asked import Asked

QUARTER = timedelta(minutes=15)
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
Span = tuple[datetime, datetime]


def between(session: Session, first: datetime, until: datetime, asked: Asked) -> dict[str, Sums]:
    """The sums of what happened from `first` on, up to and without `until`, by currency. Of `asked`, brand and currency
    count. To be called in a snapshot."""
    begin, end = -((EPOCH - first) // QUARTER), (until - EPOCH) // QUARTER  # the whole quarters inside
    inner = (EPOCH + begin * QUARTER, EPOCH + end * QUARTER)
    edges = [(first, inner[0]), (inner[1], until)] if begin <= end else [(first, until)]
    found: dict[str, Sums] = {}
    if begin < end:
        _add(found, session.execute(_cells(inner, asked).group_by(Cell.currency).add_columns(Cell.currency)))
    for edge in edges:
        if edge[0] < edge[1]:
            _add(found, session.execute(_edge(session, edge, asked)))
    _add(found, session.execute(_since((first, until), asked)))
    return found


def by_hour(session: Session, first: datetime, until: datetime, asked: Asked) -> dict[str, dict[datetime, Sums]]:
    """The same for each hour from `first` on, which begins a quarter: by currency, then by when the hour begins."""
    hour = func.date_bin(timedelta(hours=1), Cell.at, first).label("hour")
    rows = list(
        session.execute(_cells((first, until), asked).group_by(Cell.currency, hour).add_columns(Cell.currency, hour))
    )
    moved = func.date_bin(timedelta(hours=1), MOVED.c.occurred_at, first).label("hour")
    rows += session.execute(_since((first, until), asked).add_columns(moved).group_by(moved))
    found: dict[str, dict[datetime, Sums]] = defaultdict(dict)
    for row in rows:
        sums = found[row.currency].setdefault(row.hour, defaultdict(int))
        for name in MEASURES:
            sums[name] += int(getattr(row, name))
    return found


def _add(found: dict[str, Sums], rows: Iterable[AnyRow]) -> None:
    for row in rows:
        sums = found.setdefault(row.currency, defaultdict(int))
        for name in MEASURES:
            sums[name] += int(getattr(row, name))


def _cells(span: Span, asked: Asked) -> AnySelect:
    """Days of any zone begin and end within two of those of UTC: they lead the key."""
    margin = timedelta(days=2)
    days = Cell.day.between((span[0] - margin).date(), (span[1] + margin).date())
    within = (Cell.grain == "quarter", days, Cell.at >= span[0], Cell.at < span[1])
    return select(*summed()).where(*within, *conditions(Cell, asked))


def _edge(session: Session, span: Span, asked: Asked) -> AnySelect:
    """Less than a quarter: by the ids that were made then, and by the few strays of it, which an index finds too."""
    strays = session.scalars(select(Stray.call_id).where(Stray.at > span[0] - QUARTER, Stray.at < span[1])).all()
    led = or_(and_(MOVED.c.call_id >= lowest(span[0]), MOVED.c.call_id < lowest(span[1])), MOVED.c.call_id.in_(strays))
    return _moved(span, asked).where(led, MOVED.c.xid < _folded_to())


def _since(span: Span, asked: Asked) -> AnySelect:
    return _moved(span, asked).where(MOVED.c.xid >= _folded_to())


def _moved(span: Span, asked: Asked) -> AnySelect:
    sums = [func.sum(MOVED.c[name]).label(name) for name in MEASURES]
    happened = (MOVED.c.occurred_at >= span[0], MOVED.c.occurred_at < span[1])
    return select(*sums, MOVED.c.currency).where(*happened, *conditions(MOVED.c, asked)).group_by(MOVED.c.currency)


def _folded_to() -> Any:
    return select(ReportFold.folded_to).scalar_subquery()
