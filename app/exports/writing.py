"""Writes an export's file: streamed out of one snapshot of the database, told how far it is, whole or not there."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.config import settings_of
from app.exports.cells import Cell
from app.exports.formats import WRITERS, Watermark
from app.exports.offers import Offer
from app.extensions import db
from app.queries.keyset import AnyRow, AnySelect

AT_ONCE = 1_000


@dataclass(frozen=True)
class Written:
    """What lies in the folder now."""

    rows: int
    size: int
    sha256: bytes


def folder() -> Path:
    """Where files wait for whoever asked for them; nobody else on this machine may look."""
    found = settings_of(current_app).instance / "exports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def write(
    name: str,
    offer: Offer,
    query: AnySelect,
    *,
    watermark: Callable[[int], Watermark],
    tell: Callable[[int, int], None],
) -> Written:
    """Put the rows of `query` into the file `name`; `tell` is given how many are done and how many there are."""
    path = folder() / name
    titles = [column.title for column in offer.columns]
    with _whole(path) as part, _snapshot() as session:
        total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
        tell(0, total)
        done = 0
        with WRITERS[path.suffix[1:]](part, titles, watermark(total)) as writer:
            for rows in session.execute(query, execution_options={"yield_per": AT_ONCE}).partitions():
                writer.add(_cells(offer, rows))
                done += len(rows)
                tell(done, total)
    with path.open("rb") as file:
        return Written(done, path.stat().st_size, file_digest(file, "sha256").digest())


def _cells(offer: Offer, rows: Sequence[AnyRow]) -> Iterator[list[Cell]]:
    for row in rows:
        seen = offer.seen(row)
        yield [column.value(seen) for column in offer.columns]


@contextmanager
def _snapshot() -> Iterator[Session]:
    """A connection of its own: progress is committed on another one while the rows stream."""
    with Session(db.engine.execution_options(isolation_level="REPEATABLE READ")) as session:
        yield session


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file that takes its name when it is whole and on the disk, and goes when it is not."""
    part = path.with_name(f"part-{path.name}")
    try:
        part.touch(mode=0o600)
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
