"""Paging by key: a page begins where the last one ended, however deep it lies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, SQLColumnExpression, func, literal, select

from app.extensions import db

T = TypeVar("T")
PAGE_SIZE = 50
COUNTED = 10_000
SEARCHED = 10_000  # rows that a search without an index looks through: some 10 ms, wherever in the list it begins
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]
Condition = SQLColumnExpression[bool]


@dataclass(frozen=True)
class Window:
    """Which part of a list is wanted: the rows `after` a key, those `before` it, or the first ones."""

    after: UUID | None = None
    before: UUID | None = None
    size: int = PAGE_SIZE

    @property
    def is_first(self) -> bool:
        return self.after is None and self.before is None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one window, the keys its neighbours begin at, and how many match in all, counted to a cap."""

    rows: Sequence[T]
    previous: UUID | None = None
    next: UUID | None = None
    total: int = 0
    is_more: bool = False  # the total is of what was searched, and the list goes on
    searched: int = 0  # so many rows were looked through, as far as `searched_to`, before the page was full
    searched_to: datetime | None = None

    @property
    def total_text(self) -> str:
        return f"{COUNTED:,}+" if self.total > COUNTED else f"{self.total:,}{'+' if self.is_more else ''}"


@dataclass(frozen=True)
class Sought:
    """What a list is narrowed to: `conditions` on its rows, and `span`, those that an index on its key holds.

    Led: an index leads to the few rows of some condition. `most`: how many rows a search may look through.
    """

    conditions: Sequence[Condition] = ()
    span: Sequence[Condition] = ()
    is_led: bool = False
    most: int | None = None  # by default SEARCHED


@dataclass(frozen=True)
class Search:
    """A query for a window, the one for the total, and the key that ends each of them early, if one does."""

    query: AnySelect
    counting: AnySelect
    end: UUID | None = None
    is_more: bool = False
    most: int = 0


def search(
    query: AnySelect, key: SQLColumnExpression[UUID], sought: Sought, window: Window, *, newest_first: bool = True
) -> Search:
    """`query` narrowed to what is sought. Where no index leads to it, only the next rows of the span are looked
    through: rare things would otherwise be looked for through the whole list, on everybody's time."""
    narrowed = query.where(*sought.conditions, *sought.span)
    if sought.is_led or (not sought.conditions and query.whereclause is None):
        return Search(narrowed, narrowed)
    falls = newest_first == (window.before is None)
    end = _end(key, sought, window, newest_first)
    first = end if window.is_first else _end(key, sought, Window(), newest_first)
    return Search(
        narrowed if end is None else narrowed.where(key >= end if falls else key <= end),
        narrowed if first is None else narrowed.where(key >= first if newest_first else key <= first),
        end,
        is_more=first is not None,
        most=sought.most or SEARCHED,
    )


def _end(key: SQLColumnExpression[UUID], sought: Sought, window: Window, newest_first: bool) -> UUID | None:
    rows = windowed(select(key).where(*sought.span), key, window, newest_first=newest_first)
    return db.session.scalar(rows.offset((sought.most or SEARCHED) - 1).limit(1))


def windowed(
    query: AnySelect, key: SQLColumnExpression[UUID], window: Window, *, newest_first: bool = True
) -> AnySelect:
    """`query` from the window's key on, in its direction, with one row more than it shows."""
    backwards = window.before is not None
    falls = newest_first != backwards
    start = window.before or window.after
    if start is not None:
        query = query.where(key < start if falls else key > start)
    return query.order_by(key.desc() if falls else key.asc()).limit(window.size + 1)


def turned(
    found: Sequence[T], keys: Sequence[UUID], window: Window, total: int | AnySelect, searched: Search | None = None
) -> Page[T]:
    """The page made of what a windowed query found; `keys` of the rows, one each. `total`: how many there are, or the
    query that has them, which is asked unless the first page holds them all."""
    more, rows, shown = len(found) > window.size, list(found[: window.size]), list(keys[: window.size])
    if window.before:
        rows.reverse()
        shown.reverse()
    has_previous = more if window.before else window.after is not None
    has_next = window.before is not None or more
    page = Page(
        rows=rows,
        previous=shown[0] if shown and has_previous else None,
        next=shown[-1] if shown and has_next else None,
        total=total if isinstance(total, int) else _total(found, window, total),
    )
    return page if searched is None else _ended(page, window, searched, is_full=more)


def _total(found: Sequence[Any], window: Window, query: AnySelect) -> int:
    return len(found) if window.is_first and len(found) <= window.size else counted(query)


def _ended(page: Page[T], window: Window, searched: Search, *, is_full: bool) -> Page[T]:
    """Where the search ended early, the neighbour begins where it ended."""
    page = replace(page, is_more=searched.is_more)
    if searched.end is None or is_full:
        return page
    on = {"previous": searched.end} if window.before else {"next": searched.end}
    return replace(page, **on, searched=searched.most, searched_to=moment(searched.end))


def lowest(at: datetime) -> UUID:
    """The lowest UUIDv7 of that millisecond: whoever is newer has a higher one. None is older than 1970."""
    return UUID(int=max(0, int(at.timestamp() * 1000)) << 80 | 0x7000 << 64 | 0x8 << 60)


def moment(key: UUID) -> datetime:
    """When a UUIDv7 was made."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, UTC)


def counting(query: AnySelect) -> Select[int]:
    """How many rows `query` has, or one more than the cap: a full count would read the whole table."""
    matching = query.with_only_columns(literal(1), maintain_column_froms=True).order_by(None)
    return select(func.count()).select_from(matching.limit(COUNTED + 1).subquery())


def counted(query: AnySelect) -> int:
    """That number, asked at once."""
    return db.session.scalars(counting(query)).one()
