"""The calls and players that a figure is made of: page by page, with the figure, all as of one moment."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from app.money import Currency, Money
from app.queries import figure_calls, figure_names, figure_players, figure_ways, figures, report_sources
from app.queries.figure_calls import Checked
from app.queries.figures import BEFORE, Sums
from app.queries.keyset import PAGE_SIZE
from app.reports.asked import Asked
from app.reports.figures import Figure, Unit
from app.web import cursors
from app.web.filters import amount, grouped
from app.web.tables import chips, cleared
from blueprints.reports import head, shown, tables
from blueprints.reports.forms import FigureFilters

Brands = Collection[int] | None


def of(name: str, filters: FigureFilters, brands: Brands) -> dict[str, Any]:
    """The rows that the address asks for; raises NotFound when there is no such figure."""
    figure = tables.named(name)
    with report_sources.snapshot() as session:
        freshness = report_sources.freshness(session)
        asked = filters.asked(report_sources.today(session, brands), brands) if filters.validate() else None
        here = shown.narrowing(asked) if asked else {}
        may_be_read = asked and not freshness.is_behind
        return {
            "filters": filters,
            "figure": figure,
            "asked": asked,
            "chips": chips(filters, filters.RELATIONS),
            "clear": cleared([*filters.RELATIONS]),
            "told": told,
            "sum_of": sum_of,
            "money": Money,
            "up": url_for("reports.show_figure", figure=figure.id, **here),
            "freshness": freshness,
            "head": head.of(session, f"{figure.name}, row by row", asked, filters, freshness, figure),
            **(_found(session, replace(asked, by="currency"), figure) if asked and may_be_read else {}),
        }


def _found(session: Session, asked: Asked, figure: Figure) -> dict[str, Any]:
    """Of one currency, or the choice of one: rows of two would add up to nothing."""
    asked = _whole(asked, figure)
    found = {book.currency: book.total for book in figures.books(session, asked, [figure])}
    if figure.id != "registrations" and not asked.currency:
        if len(found) != 1:
            return {"currencies": sorted(found)}
        asked = replace(asked, currency=next(iter(found)))
    sums, currency = found.get(asked.currency, {}), figure_names.currencies(session).get(asked.currency)
    value = figure.of(sums)
    return {
        "currency": currency,
        "value": shown.text(value, figure, currency),
        "before": _before(figure, sums, currency),
        **_rows(session, asked, figure),
    }


def _whole(asked: Asked, figure: Figure) -> Asked:
    """Registrations have no currency: neither to be told apart by nor to be narrowed to."""
    return replace(asked, by="brand", currency="") if figure.id == "registrations" else asked


def _before(figure: Figure, sums: Sums, currency: Currency | None) -> str:
    """What stood when the interval began, of a figure that stands."""
    stood = sum(sums.get(name, 0) * weight for name, weight in figure.terms.items() if name in BEFORE)
    return amount(Money(stood, currency)) if currency and figure.terms.keys() & BEFORE.keys() else ""


def _rows(session: Session, asked: Asked, figure: Figure) -> dict[str, Any]:
    window = cursors.window()
    if figure_calls.is_of_calls(figure):
        ways = figure_ways.ways(session, asked, figure)
        page = figure_calls.listed(session, ways, window)
        checked = figure_calls.checked(session, asked, ways, page.rows[0].call_id if page.rows else None)
        of = page_of(checked.before, checked.calls) if checked else ""
        return {"calls": page, "checked": checked, "turns": cursors.turns(page), "page_of": of}
    counted = figure_players.counted_by(figure)
    if not counted:
        return {}
    players = figure_players.listed(session, asked, counted, window)
    first = players.rows[0].public_id if players.rows else None
    of = page_of(*figure_players.placed(session, asked, counted, first))
    return {"players": players, "turns": cursors.turns(players), "page_of": of}


def page_of(before: int, rows: int) -> str:
    """“2 of 5”: of the page whose first row has so many before it."""
    return f"{before // PAGE_SIZE + 1} of {max(1, -(-rows // PAGE_SIZE))}"


def told(value: int, figure: Figure, currency: Currency) -> str:
    """What a call added to the figure, or to a part of it."""
    return grouped(value) if figure.unit is Unit.COUNT else amount(Money(value // figure.scale, currency), signed=True)


def sum_of(checked: Checked, figure: Figure, currency: Currency) -> tuple[str, str]:
    """What all calls come to: of a share, both of its parts."""
    return told(checked.above, figure, currency), told(checked.below, figure, currency)
