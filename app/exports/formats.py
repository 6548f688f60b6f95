"""CSV and XLSX, each written row by row: neither keeps the rows in memory."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from app.exports import cells
from app.exports.cells import Cell

Watermark = Sequence[tuple[str, str]]
ROWS_A_SHEET = 1_000_000  # a sheet ends at 1,048,576


class Writer(Protocol):
    """To be used in a `with`; the file is whole when that ends well."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def add(self, rows: Iterable[Sequence[Cell]]) -> None: ...


class CsvWriter:
    """RFC 4180 in UTF-8 with its mark; the first line is the watermark, the second the headings."""

    def __init__(self, path: Path, titles: Sequence[str], watermark: Watermark) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow([cells.plain(f"{name}: {text}") for name, text in watermark])
        self._rows.writerow([cells.plain(title) for title in titles])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows.writerows([cells.plain(cell) for cell in row] for row in rows)


class XlsxWriter:
    """The first sheet is the watermark; rows follow on sheets of a million."""

    def __init__(self, path: Path, titles: Sequence[str], watermark: Watermark) -> None:
        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._bold = self._book.add_format({"bold": True})
        self._as_text = self._book.add_format({"quote_prefix": True})  # stays text when somebody edits the cell
        self._titles = titles
        about = self._book.add_worksheet("About")
        about.set_column(0, 1, 40)
        for number, (name, text) in enumerate(watermark):
            about.write_string(number, 0, name, self._bold)
            self._write_text(about, number, 1, text)
        self._sheet, self._row = self._turn(), 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._book.close()

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        for row in rows:
            if self._row > ROWS_A_SHEET:
                self._sheet, self._row = self._turn(), 1
            for column, cell in enumerate(row):
                self._write(self._row, column, cell)
            self._row += 1

    def _turn(self) -> Any:
        """A new sheet with its headings."""
        sheet = self._book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(self._titles):
            sheet.write_string(0, column, title, self._bold)
        return sheet

    def _write(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, int | Decimal) and not isinstance(cell, bool) and cells.is_exact(cell):
            self._sheet.write_number(row, column, cell)
        elif isinstance(cell, str):
            self._write_text(self._sheet, row, column, cell)
        elif cell is not None:
            text = cells.moment(cell) if isinstance(cell, datetime) else cells.plain(cell)
            self._sheet.write_string(row, column, text)

    def _write_text(self, sheet: Any, row: int, column: int, text: str) -> None:
        sheet.write_string(row, column, cells.cut(text), self._as_text if cells.looks_like_a_formula(text) else None)


WRITERS: dict[str, type[CsvWriter] | type[XlsxWriter]] = {"csv": CsvWriter, "xlsx": XlsxWriter}
