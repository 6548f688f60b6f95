"""What an area offers to be exported; each blueprint package names its own in EXPORTS."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, cast

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.errors import NotFound
from app.exports.cells import Cell
from app.exports.formats import Watermark
from app.queries.keyset import AnyRow, AnySelect
from app.queries.reach import Brands
from app.security.permissions import Permission

Arguments = MultiDict[str, str]
Handful = Sequence[Sequence[Cell]]
AT_ONCE = 1_000


@dataclass(frozen=True)
class Column:
    """A heading and how its cell is read off a row."""

    title: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Filters:
    """What the list's own filters say: in words, and as `sought`, which is whatever the offer's `select` takes."""

    sought: Any
    words: str


@dataclass(frozen=True)
class Asker:
    """Who asks, and the brands that this person may see of the list; None: every brand."""

    staff_id: int
    brands: Brands


@dataclass(frozen=True)
class Table:
    """What is written: so many rows under these titles, by handfuls; and what the file says of itself besides."""

    titles: Sequence[str]
    count: int
    handfuls: Iterator[Handful]
    about: Watermark = ()


class Offered(Protocol):
    """What may be taken out. `read` raises Invalid for faulty filters, NotFound for what is not theirs."""

    @property
    def name(self) -> str: ...
    @property
    def noun(self) -> str: ...
    @property
    def permission(self) -> Permission: ...
    @property
    def read(self) -> Callable[[Arguments, Asker], Filters]: ...

    def prepared(self, sought: Any, brands: Brands) -> Callable[[Session], Table]:
        """What reads the table, in whichever snapshot it is to be of."""
        ...


@dataclass(frozen=True)
class Offer:
    """A list, as its query finds it."""

    name: str
    noun: str
    permission: Permission
    columns: tuple[Column, ...]
    read: Callable[[Arguments, Asker], Filters]
    select: Callable[[Any, Brands], AnySelect]
    seen: Callable[[AnyRow], Any]

    def prepared(self, sought: Any, brands: Brands) -> Callable[[Session], Table]:
        return partial(self._table, self.select(sought, brands))

    def _table(self, query: AnySelect, session: Session) -> Table:
        titles = [column.title for column in self.columns]
        return Table(titles, counted(session, query), (self._cells(rows) for rows in streamed(session, query)))

    def _cells(self, rows: Sequence[AnyRow]) -> Handful:
        return [[column.value(each) for column in self.columns] for each in map(self.seen, rows)]


def counted(session: Session, query: AnySelect) -> int:
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def streamed(session: Session, query: AnySelect) -> Iterator[Sequence[AnyRow]]:
    """The rows by handfuls; never all of them are in memory. Nothing is asked before the first is wanted."""
    yield from session.execute(query, execution_options={"yield_per": AT_ONCE}).partitions()


def named(name: str) -> Offered:
    """Raises NotFound for a list nobody offers."""
    offered = cast("dict[str, Offered]", current_app.extensions.get("exports", {}))
    if name not in offered:
        raise NotFound("This list cannot be exported.")
    return offered[name]
