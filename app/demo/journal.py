"""The casino's journal: one JSON object a line, flushed before the world may know."""

import json
import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from app.demo import snapshot
from app.demo.records import Record


class Journal:
    """Appends records and keeps the state they fold to; the lock makes the file's order the state's."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        mend_last_line(path)
        self.state, offset = snapshot.load(path, _token(path))
        for record in read(path, offset):
            self.state.fold(record)
        self._file = path.open("a", encoding="utf-8")
        self._lock = threading.Lock()

    def write(self, record: Record) -> None:
        line = json.dumps(record, ensure_ascii=True, separators=(",", ":")) + "\n"
        with self._lock:
            self._file.write(line)
            self._file.flush()
            self.state.fold(record)

    def close(self) -> None:
        """To be called when nobody writes any more: the snapshot spares the next run the reading."""
        self._file.close()
        snapshot.save(self.path, self.state, self.path.stat().st_size)


def _token(path: Path) -> str:
    """Of the first run, by which one journal is told from another."""
    first = next(read(path), None)
    return first["token"] if first and first["event"] == "run" else ""


def read(path: Path, offset: int = 0) -> Iterator[Record]:
    """Every whole record of the file, in order; a last line cut short by a crash counts as never written."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        lines.seek(offset)
        for line in lines:
            if line.endswith("\n"):
                yield json.loads(line)


def mend_last_line(path: Path) -> None:
    """Cut off what a crash left of a line: the next one must not be glued to it."""
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 65536))
        tail = file.read()
        whole = tail.rfind(b"\n") + 1
        file.truncate(size - len(tail) + whole)


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
