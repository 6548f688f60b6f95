"""A file of history as bytes: its hash, its header, and its lines as PostgreSQL's COPY takes them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path

from app.errors import Invalid
from app.services import history_header

LONGEST = 4096  # bytes in a line
BLOCK = 2_000_000  # bytes read at once: some ten thousand lines, well under a second of work for the database
NOTHING = b"\\N"
ESCAPES = ((b"\\", b"\\\\"), (b"\t", b"\\t"), (b"\r", b"\\r"))


@dataclass(frozen=True)
class Block:
    """Some lines as they stand; `first` is the number of the first one, counted from 1."""

    number: int
    first: int
    lines: list[bytes]

    @property
    def rows(self) -> bytes:
        """For COPY: number, text, fault."""
        return _rows(self.lines, self.first)


@dataclass(frozen=True)
class HistoryFile:
    path: Path

    @cached_property
    def sha256(self) -> bytes:
        with self.path.open("rb") as file:
            return file_digest(file, "sha256").digest()

    @property
    def name(self) -> str:
        """As it can be kept: what of it is no UTF-8 is marked."""
        return os.fsencode(self.path.name).decode(errors="replace")

    @cached_property
    def brands(self) -> list[str]:
        """The brands in the header; raises Invalid when the first line is none of this version."""
        with self.path.open("rb") as file:
            first = file.readline(LONGEST + 1)
        try:
            if len(first) > LONGEST:
                raise history_header.Faulty(f"The line is longer than {LONGEST} bytes.")
            return history_header.brands(first)
        except history_header.Faulty as fault:
            raise Invalid(f"{self.name}, line 1: {fault} See docs/history-format.md.") from fault

    def blocks(self, size: int) -> Iterator[Block]:
        """Everything after the header; the same pieces for the same size in bytes."""
        with self.path.open("rb") as file:
            file.readline()
            number, first = 0, 2
            while lines := file.readlines(size):
                yield Block(number, first, lines)
                number, first = number + 1, first + len(lines)


def _rows(lines: list[bytes], first: int) -> bytes:
    if _is_sound(b"".join(lines)) and max(map(len, lines)) <= LONGEST:
        text = _escaped(b"".join(lines)).removesuffix(b"\n")
        return b"".join([b"%d\t%b\t\\N\n" % row for row in enumerate(text.split(b"\n"), first)])
    return b"".join(b"%d\t%b\t%b\n" % (number, *_judged(line)) for number, line in enumerate(lines, first))


def _judged(line: bytes) -> tuple[bytes, bytes]:
    """A line's text, or what keeps it from being kept at all."""
    if len(line) > LONGEST:
        return NOTHING, b"The line is longer than %d bytes." % LONGEST
    if not _is_sound(line):
        return NOTHING, b"The line is no UTF-8, or holds a NUL."
    return _escaped(line.removesuffix(b"\n")), NOTHING


def _is_sound(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in text


def _escaped(text: bytes) -> bytes:
    for letter, written in ESCAPES:
        text = text.replace(letter, written)
    return text
