"""Paging by key: a page begins where the last one ended, however deep it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, SQLColumnExpression, func, literal, select

from app.extensions import db

T = TypeVar("T")
PAGE_SIZE = 50
COUNTED = 10_000
AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]


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

    @property
    def total_text(self) -> str:
        return f"{COUNTED:,}+" if self.total > COUNTED else f"{self.total:,}"


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


def turned(found: Sequence[T], keys: Sequence[UUID], window: Window, total: int) -> Page[T]:
    """The page made of what a windowed query found; `keys` of the rows, one each."""
    more, rows, shown = len(found) > window.size, list(found[: window.size]), list(keys[: window.size])
    if window.before:
        rows.reverse()
        shown.reverse()
    has_previous = more if window.before else window.after is not None
    has_next = window.before is not None or more
    return Page(
        rows=rows,
        previous=shown[0] if shown and has_previous else None,
        next=shown[-1] if shown and has_next else None,
        total=total,
    )


def lowest(at: datetime) -> UUID:
    """The lowest UUIDv7 of that millisecond: whoever is newer has a higher one."""
    return UUID(int=int(at.timestamp() * 1000) << 80 | 0x7000 << 64 | 0x8 << 60)


def counted(query: AnySelect) -> int:
    """How many rows `query` has, or one more than the cap: a full count would read the whole table."""
    matching = query.with_only_columns(literal(1), maintain_column_froms=True).order_by(None)
    return db.session.scalar(select(func.count()).select_from(matching.limit(COUNTED + 1).subquery())) or 0
