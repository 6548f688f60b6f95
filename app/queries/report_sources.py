"""Where figures are read: cells that were folded, and the calls that came since, which are one and the same sum."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg.errors import QueryCanceled
from sqlalchemy import (
    BigInteger,
    Date,
    SQLColumnExpression,
    Text,
    Uuid,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import clock
from app.errors import Unavailable
from app.extensions import db, planned_once
from app.models.brand import Brand
from app.models.game import Game, Integration, Provider
from app.models.ledger import Call
from app.models.report import Cell, ReportFold
from app.queries.keyset import AnySelect, Condition
from app.reports.asked import Asked

DIMENSIONS = ("day", "brand_id", "currency", "integration_id", "game_id", "country")
MEASURES = tuple(each.key for each in Cell.__mapper__.columns if each.key not in (*DIMENSIONS, "grain", "at"))
TAIL: Any = table(
    "tail",
    column("day", Date),
    column("country", Text),
    column("currency", Text),
    column("call_id", Uuid),
    *(column(name, BigInteger) for name in ("brand_id", "integration_id", "game_id", "player_id", *MEASURES)),
    schema="report",
)
Source = type[Cell] | Any


MOST_READ = 50_000  # calls since the fold that are read one by one while somebody waits
MOST_COUNTED = 1_000_000  # of those, how many are counted to say how far behind the cells are


@dataclass(frozen=True)
class Freshness:
    """As of when the figures are, how far the cells were, and how many calls have come since, counted to a cap."""

    at: datetime
    folded_at: datetime | None
    calls_since: int

    @property
    def is_behind(self) -> bool:
        """Whether so much came since that no page can wait for it, as after a large import."""
        return self.calls_since > MOST_READ

    @property
    def told(self) -> str:
        """“412,000 calls that came since 10 Mar 2026, 10:32:01 UTC”."""
        capped = self.calls_since > MOST_COUNTED
        calls = f"more than {MOST_COUNTED:,}" if capped else f"{self.calls_since:,}"
        since = f" that came since {self.folded_at:%d %b %Y, %H:%M:%S} UTC" if self.folded_at else ""
        return f"{calls} {'call' if self.calls_since == 1 else 'calls'}{since}"


class TakesTooLong(Unavailable):
    """A report was not read within the time that a page has."""

    title = "This report takes too long"


@contextmanager
def snapshot() -> Iterator[Session]:
    """A connection of its own, to read: whatever is asked inside is told of one and the same moment.

    Raises TakesTooLong where the database gave up, with how far behind the cells are.
    """
    try:
        with _reading() as session:
            yield session
    except OperationalError as error:
        if not isinstance(error.orig, QueryCanceled):
            raise
        with _reading() as session:
            found = freshness(session)
        raise TakesTooLong(
            f"These figures took longer than a page may. Not added up yet: {found.told}; that goes on every minute. "
            "Try again in a few minutes, or ask for fewer days."
        ) from error


@contextmanager
def planned_blindly(session: Session) -> Iterator[None]:
    """As `planned_once`, from the first time on. Each connection would else plan the first five anew and compare; for
    a large statement whose ways are fixed that takes longer than its rows."""
    session.execute(text("set local plan_cache_mode = force_generic_plan"))
    with planned_once():
        yield
    session.execute(text("set local plan_cache_mode = auto"))


def _reading() -> Session:
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return Session(db.engine.execution_options(**options))


@planned_once()
def freshness(session: Session) -> Freshness:
    """The watermark is asked for first: of its value the planner knows how little came since."""
    watermark = select(func.transaction_timestamp(), ReportFold.folded_at, ReportFold.folded_to)
    now, folded_at, folded_to = session.execute(watermark).one()
    since = select(literal(1)).where(Call.xid >= folded_to).limit(MOST_COUNTED + 1).subquery()
    calls = session.scalar(select(func.count()).select_from(since)) or 0
    return Freshness(now, folded_at, calls)


@planned_once()
def today(session: Session, brands: Collection[int] | None) -> date:
    """The latest gaming day that any of these brands has begun."""
    days = select(func.max(func.report.gaming_day(Brand.id, func.now(), type_=Date)))
    return session.scalar(days if brands is None else days.where(Brand.id.in_(brands))) or clock.now().date()


def summed(measures: Iterable[str]) -> list[SQLColumnExpression[int]]:
    """The sum of each of these measures of the cells, by its name."""
    return [cast(func.sum(getattr(Cell, name)), BigInteger).label(name) for name in measures]


def tail(asked: Asked, measures: Iterable[str]) -> AnySelect:
    """What is not folded yet, summed by every dimension: few rows, to be added to those of the cells."""
    dimensions = [TAIL.c[name] for name in DIMENSIONS]
    sums = [func.sum(TAIL.c[name]).label(name) for name in measures]
    query = select(*dimensions, *sums).where(TAIL.c.day <= asked.last, *conditions(TAIL.c, asked))
    return query.group_by(*dimensions)


def conditions(source: Source, asked: Asked) -> list[Condition]:
    """What the filters say, of a table that has these dimensions."""
    found: list[Condition] = []
    if asked.brands is not None:
        found.append(source.brand_id.in_(asked.brands))
    if asked.brand:
        found.append(source.brand_id == select(Brand.id).where(Brand.code == asked.brand).scalar_subquery())
    if asked.currency:
        found.append(source.currency == asked.currency)
    if asked.country:
        found.append(source.country == asked.country)
    return [*found, *_of_play(source, asked)]


def _of_play(source: Any, asked: Asked) -> Sequence[Condition]:
    """Of a table that knows the provider, or the integration that leads to one."""
    if not asked.is_of_play:
        return ()
    knows_provider = hasattr(source, "provider_id")
    found: list[Condition] = [(source.provider_id if knows_provider else source.integration_id) != literal_column("0")]
    if asked.provider:
        provider = select(Provider.id).where(Provider.code == asked.provider)
        through = select(Integration.id).where(Integration.provider_id == provider.scalar_subquery())
        found.append(source.provider_id.in_(provider) if knows_provider else source.integration_id.in_(through))
    if asked.game:
        found.append(source.game_id.in_(select(Game.id).where(Game.code == asked.game)))
    return found
