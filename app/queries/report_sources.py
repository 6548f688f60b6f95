"""Where figures are read: cells that were folded, and the calls that came since, which are one and the same sum."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, Date, SQLColumnExpression, Text, Uuid, column, func, literal_column, select, table
from sqlalchemy.orm import Session

from app import clock
from app.extensions import db
from app.models.brand import Brand
from app.models.game import Game, Integration, Provider
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


@dataclass(frozen=True)
class Freshness:
    """As of when the figures are, how far the cells were, and how many calls have come since."""

    at: datetime
    folded_at: datetime | None
    calls_since: int


@contextmanager
def snapshot() -> Iterator[Session]:
    """A connection of its own, to read: whatever is asked inside is told of one and the same moment."""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(db.engine.execution_options(**options)) as session:
        yield session


def freshness(session: Session) -> Freshness:
    since = func.cardinality(func.report.calls_since())
    now, folded_at, calls = session.execute(select(func.transaction_timestamp(), ReportFold.folded_at, since)).one()
    return Freshness(now, folded_at, calls)


def today(session: Session, brands: Collection[int] | None) -> date:
    """The latest gaming day that any of these brands has begun."""
    days = select(func.max(func.report.gaming_day(Brand.id, func.now(), type_=Date)))
    return session.scalar(days if brands is None else days.where(Brand.id.in_(brands))) or clock.now().date()


def summed() -> list[SQLColumnExpression[int]]:
    """The sum of every measure of the cells, by its name."""
    return [func.sum(getattr(Cell, name)).label(name) for name in MEASURES]


def tail(asked: Asked) -> AnySelect:
    """What is not folded yet, summed by every dimension: few rows, to be added to those of the cells."""
    dimensions = [TAIL.c[name] for name in DIMENSIONS]
    sums = [func.sum(TAIL.c[name]).label(name) for name in MEASURES]
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


def _of_play(source: Source, asked: Asked) -> Sequence[Condition]:
    if not asked.is_of_play:
        return ()
    found = [source.integration_id != literal_column("0")]
    if asked.provider:
        of_provider = select(Integration.id).join(Provider, Provider.id == Integration.provider_id)
        found.append(source.integration_id.in_(of_provider.where(Provider.code == asked.provider)))
    if asked.game:
        found.append(source.game_id.in_(select(Game.id).where(Game.code == asked.game)))
    return found
