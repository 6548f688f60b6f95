"""What the pages of reports show: all of a page as of one moment."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.queries import figure_names, report_sources
from app.reports.asked import BY
from app.reports.figures import FIGURES, SECTIONS, Figure
from app.services import currency_rates
from app.web.tables import chips, cleared, tabs
from blueprints.reports import drawn, head, shown, told
from blueprints.reports.forms import IN_ONE, FigureFilters
from blueprints.reports.shown import ShownBook
from blueprints.reports.told import Told

Brands = Collection[int] | None
TITLES = {"play": "Play", "money": "Money", "players": "Players"}


def summary(filters: FigureFilters, brands: Brands) -> dict[str, Any]:
    """The summary that the address asks for."""
    parts = {"" if name == "play" else name: title for name, title in TITLES.items()}
    return {
        **_read(filters, SECTIONS[filters.shown_section], brands, summary_title(filters)),
        "tabs": tabs("section", parts),
    }


def figure(name: str, filters: FigureFilters, brands: Brands) -> dict[str, Any]:
    """One figure of a summary: what it means, and what it comes to; raises NotFound when there is none of this name."""
    wanted = named(name)
    section = next(key for key, each in SECTIONS.items() if wanted in each)
    read = _read(filters, [wanted], brands, wanted.name, opens="reports.list_figure_rows", only=wanted)
    here = shown.narrowing(read["asked"]) if read["asked"] else {}
    return {**read, "figure": wanted, "up": url_for("reports.show_summary", section=section, **here)}


def named(name: str) -> Figure:
    """Raises NotFound when no figure is called that."""
    if name not in FIGURES:
        raise NotFound("There is no such figure. The summary lists all there are.")
    return FIGURES[name]


def summary_title(filters: FigureFilters) -> str:
    return f"Daily summary, {TITLES[filters.shown_section].lower()}"


def _read(
    filters: FigureFilters,
    wanted: Sequence[Figure],
    brands: Brands,
    title: str,
    *,
    opens: str = "reports.show_figure",
    only: Figure | None = None,
) -> dict[str, Any]:
    """`only`: the figure that all of the page is about."""
    with report_sources.snapshot() as session:
        freshness = report_sources.freshness(session)
        today = report_sources.today(session, brands)
        asked = filters.asked(today, brands) if filters.validate() else None
        found = told.read(session, asked, wanted) if asked and not freshness.is_behind else None
        books = _books(session, found, wanted, opens) if found else []
        return {
            "filters": filters,
            "figures": wanted,
            "asked": asked,
            "books": books,
            "drawn": drawn.of(books, only, asked, today) if only and asked else None,
            "freshness": freshness,
            "head": head.of(session, title, asked, filters, freshness, only, found.said if found else ""),
            "by": BY[filters.told_by],
            "ways": tabs("by", {"" if name == "day" else name: label for name, label in BY.items()}),
            **_ways_of_currencies(found),
            "chips": chips(filters, filters.RELATIONS),
            "clear": cleared([*filters.RELATIONS]),
        }


def _ways_of_currencies(found: Told | None) -> dict[str, Any]:
    """The choice between them, and what kept them from being told in one."""
    base = currency_rates.reporting_currency()
    return {
        "base": base,
        "told_in": tabs("told_in", {"": "Each currency by itself", IN_ONE: f"All in {base}"}),
        "is_in_one": found is not None and found.asked.in_one,
        "without_rate": told.without_rate(found.missing) if found else "",
    }


def _books(session: Session, found: Told, wanted: Sequence[Figure], opens: str) -> list[ShownBook]:
    keys = {key for book in found.books for key in book.lines}
    names = figure_names.names(session, found.asked.by, keys)
    drawn = (
        shown.book(book, wanted, found.asked, names, found.currencies.get(book.currency), opens) for book in found.books
    )
    return [book for book in drawn if book.tells_something]
