"""Writes an export's file: streamed out of one snapshot of the database, told how far it is, whole or not there."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from app.config import settings_of
from app.exports.formats import WRITERS, Watermark
from app.exports.offers import Table
from app.extensions import db


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
    read: Callable[[Session], Table],
    *,
    watermark: Callable[[Table], Watermark],
    tell: Callable[[int, int], None],
) -> Written:
    """Put the table that `read` finds into the file `name`; `tell` is given how many rows are done and how many there
    are."""
    path = folder() / name
    with _whole(path) as part, _snapshot() as session:
        table = read(session)
        tell(0, table.count)
        done = 0
        with WRITERS[path.suffix[1:]](part, table.titles, watermark(table)) as writer:
            for rows in table.handfuls:
                writer.add(rows)
                done += len(rows)
                tell(done, table.count)
    with path.open("rb") as file:
        return Written(done, path.stat().st_size, file_digest(file, "sha256").digest())


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
