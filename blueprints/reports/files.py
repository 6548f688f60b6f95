"""Reports as files: figures as they are shown, and what is behind one, each exact as of its own snapshot."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from app.areas.reports.permissions import Reports
from app.exports.cells import Cell, units
from app.exports.offers import Arguments, Asker, Brands, Filters, Table
from app.money import Currency, Money
from app.queries import figure_names, report_sources
from app.queries.figures import Book, Sums
from app.reports.asked import BY, Asked
from app.reports.figures import SECTIONS, Figure, Unit
from app.security.permissions import Permission
from app.web.exports import insist_on_readable
from app.web.tables import in_words
from blueprints.reports import file_rows, head, shown, tables, told
from blueprints.reports.forms import FigureFilters

NOTHING = "No activity"


@dataclass(frozen=True)
class Report:
    """What may be taken out of reports; `table` reads it for the filters, and for the figure that is named, if any."""

    name: str
    noun: str
    permission: Permission
    table: Callable[[Session, FigureFilters, Figure | None, Asked], Table]

    def read(self, arguments: Arguments, _: Asker) -> Filters:
        filters = FigureFilters.read(arguments)
        insist_on_readable(filters)
        figure = tables.named(arguments["figure"]) if self.name != "reports.summary" else None
        title = figure.name if figure else tables.summary_title(filters)
        views = [title, f"by {BY[filters.told_by].lower()}", *(["all in one currency"] if filters.is_in_one else [])]
        words = in_words(filters, filters.RELATIONS, views)
        return Filters((filters, figure), words)

    def prepared(self, sought: Any, brands: Brands) -> Callable[[Session], Table]:
        return partial(self._in_snapshot, *sought, brands)

    def _in_snapshot(self, filters: FigureFilters, figure: Figure | None, brands: Brands, session: Session) -> Table:
        asked = filters.asked(report_sources.today(session, brands), brands)
        found = self.table(session, filters, figure, asked)
        title = figure.name if figure else tables.summary_title(filters)
        above = head.of(session, title, asked, filters, report_sources.freshness(session), figure)
        lines = [("Report", title), *(line for line in above.lines if line[0] != "Filters"), *found.about]
        handfuls = found.handfuls if found.count else iter([[[NOTHING]]])
        return Table(found.titles, found.count, handfuls, lines)


def summary(session: Session, filters: FigureFilters, figure: Figure | None, asked: Asked) -> Table:
    """The lines of the page and their totals, with how currencies are told where that is not each by itself."""
    wanted = [figure] if figure else list(SECTIONS[filters.shown_section])
    found = told.read(session, asked, wanted)
    names = figure_names.names(session, asked.by, {key for book in found.books for key in book.lines})
    lines = [
        line
        for book in found.books
        for line in _lines(book, wanted, found.asked, names, found.currencies.get(book.currency))
    ]
    titles = [BY[asked.by], "Currency", *(titled(each) for each in wanted)]
    about = [("Currencies", found.said)] if found.said else []
    return Table(titles, len(lines), iter([lines] if lines else []), about)


def _lines(
    book: Book,
    wanted: Sequence[Figure],
    asked: Asked,
    names: Mapping[Any, figure_names.Name],
    currency: Currency | None,
) -> Iterator[Sequence[Cell]]:
    if not any(shown.has_meaning(each, asked, currency) for each in wanted):
        return
    for key in shown.in_order(book, asked, names):
        label = f"{key}" if asked.by == "day" else names[key].label
        yield [label, book.currency, *_cells(book.lines[key], wanted, asked, currency)]
    yield ["Total", book.currency, *_cells(book.total, wanted, asked, currency)]


def _cells(sums: Sums, wanted: Sequence[Figure], asked: Asked, currency: Currency | None) -> list[Cell]:
    return [
        cell(each.of(sums), each, currency) if shown.has_meaning(each, asked, currency) else None for each in wanted
    ]


def titled(figure: Figure) -> str:
    return f"{figure.name}, %" if figure.unit is Unit.SHARE else figure.name


def cell(value: int | Fraction | None, figure: Figure, currency: Currency | None) -> Cell:
    """Amounts in main units, exact; shares in percent, to the hundredth as on the page."""
    if value is None:
        return None
    if figure.unit is Unit.SHARE:
        return Decimal(f"{float(value * 100):.2f}")
    return units(Money(int(value), currency)) if figure.unit is Unit.MONEY and currency else int(value)


SUMMARY = Report("reports.summary", "figures", Reports.FIGURES_EXPORT, summary)
FIGURE = Report("reports.figure", "figures", Reports.FIGURES_EXPORT, summary)
ROWS = Report("reports.rows", "rows", Reports.ROWS_EXPORT, file_rows.rows)
EXPORTS = (SUMMARY, FIGURE, ROWS)
