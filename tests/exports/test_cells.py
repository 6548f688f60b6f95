"""No program takes a cell of ours for a formula; numbers stay numbers."""

import csv
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from app.exports import cells
from app.exports.formats import CsvWriter, XlsxWriter
from app.money import Currency, Money

NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DANGEROUS = ["=1+1", "＝1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("http://x","y")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_looks_like_a_formula_is_made_harmless(tmp_path, text):
    with CsvWriter(tmp_path / "a.csv", ["Name"], [("By", "x")]) as writer:
        writer.add([[text]])
    assert read_csv(tmp_path / "a.csv")[2] == ["'" + text.replace("\r=", "\r'=").replace("\n=", "\n'=")]

    with XlsxWriter(tmp_path / "a.xlsx", ["Name"], [("By", text)]) as writer:
        writer.add([[text]])
    seen = text.replace("\r", "_x000D_")
    assert read(tmp_path / "a.xlsx", 1)[0][1] == ("inlineStr", seen, True)
    assert read(tmp_path / "a.xlsx", 2)[1] == [("inlineStr", seen, True)]


@pytest.mark.parametrize("text", ["round;=1+1", 'round; "=1+1', "round\n=1+1", "a;b;@SUM(A1)", "=1;＝1"])
def test_nothing_becomes_a_formula_where_cells_are_split_at_semicolons(tmp_path, text):
    """As in most of Europe. What game providers call their rounds is theirs to choose."""
    with CsvWriter(tmp_path / "a.csv", ["A", "B"], [("By", "x")]) as writer:
        writer.add([["first", text]])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert len(found) > 2
    assert [cell for cell in found if cells.looks_like_a_formula(cell.strip(" \"'")) and "'" not in cell] == []


def test_headings_and_watermark_are_made_harmless_too(tmp_path):
    with CsvWriter(tmp_path / "a.csv", ["=1"], [("=By", "x")]):
        pass
    assert read_csv(tmp_path / "a.csv") == [["'=By: x"], ["'=1"]]


def test_numbers_stay_numbers_below_zero_too(tmp_path):
    row = [Decimal("-12.50"), -7, 3, None, True]
    with CsvWriter(tmp_path / "a.csv", ["A"] * 5, []) as writer:
        writer.add([row])
    assert read_csv(tmp_path / "a.csv")[2] == ["-12.50", "-7", "3", "", "yes"]
    with XlsxWriter(tmp_path / "a.xlsx", ["A"] * 5, []) as writer:
        writer.add([row])
    found = read(tmp_path / "a.xlsx", 2)[1]
    assert found[:3] == [(None, "-12.50", False), (None, "-7", False), (None, "3", False)]


def test_a_number_that_a_spreadsheet_would_round_is_written_as_text(tmp_path):
    exact = Decimal("1234567890123456.78")
    with XlsxWriter(tmp_path / "a.xlsx", ["A"], []) as writer:
        writer.add([[exact]])
    assert read(tmp_path / "a.xlsx", 2)[1] == [("inlineStr", "1234567890123456.78", False)]


@pytest.mark.parametrize(
    ("minor", "exponent", "units"), [(1234, 2, "12.34"), (-5, 2, "-0.05"), (1200, 0, "1200"), (1, 8, "0.00000001")]
)
def test_amounts_are_in_units_of_their_currency(minor, exponent, units):
    assert cells.plain(cells.units(Money(minor, Currency("XXX", exponent)))) == units


def test_times_are_iso_8601_in_utc():
    at = datetime(2026, 11, 25, 3, 30, 1, 5000, tzinfo=timezone(timedelta(hours=2)))
    assert cells.plain(at) == "2026-11-25T01:30:01.005Z"
    assert cells.plain(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000Z"


def test_a_text_no_cell_can_hold_is_cut_and_says_so(tmp_path):
    with XlsxWriter(tmp_path / "a.xlsx", ["A"], []) as writer:
        writer.add([["x" * 40_000]])
    ((_, text, _),) = read(tmp_path / "a.xlsx", 2)[1]
    assert (len(text), text[-1]) == (32_767, "…")


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def read(path, number):
    """A sheet as rows of (type, text, whether the cell is marked as text)."""
    with ZipFile(path) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml")).find(f"{NAMES}cellXfs")
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    assert list(sheet.iter(f"{NAMES}f")) == []  # no formula, whatever the rows hold
    return [
        [
            (cell.get("t"), "".join(cell.itertext()), "quotePrefix" in styles[int(cell.get("s", 0))].attrib)
            for cell in row
        ]
        for row in sheet.iter(f"{NAMES}row")
    ]
