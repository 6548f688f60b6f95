"""A figure as a chart: one currency at a time, by day; each bar leads to what it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import request
from flask_login import current_user
from markupsafe import escape

from app.areas.reports.permissions import Reports
from app.money import Currency
from app.reports.asked import Asked
from app.reports.figures import Figure, Unit
from app.web.charts import Chart, Point, chart
from app.web.tables import Tab, tabs
from blueprints.reports.shown import Line, ShownBook


@dataclass(frozen=True)
class Drawn:
    """`unit`: in what the axis counts. `ways`: the currencies there are to be drawn, where there is more than one."""

    chart: Chart
    unit: str
    ways: Sequence[Tab]


def of(books: Sequence[ShownBook], figure: Figure, asked: Asked, today: date) -> Drawn | None:
    """The book that the address names by `drawn`, else the first; None where nothing is told by day.

    A bar leads to its rows, for whoever may read them, else to the summary of its day.
    """
    if asked.by != "day" or not books:
        return None
    first, wanted = books[0], request.args.get("drawn", "")
    book = next((each for each in books if each.name == wanted), first)
    ways = tabs("drawn", {"" if each is first else each.name: each.name for each in books}) if len(books) > 1 else []
    last, leads = len(book.lines) - 1, current_user.may(Reports.ROWS_READ)
    points = [
        _point(line, figure, book.currency, leads=leads, is_partial=at == last and asked.last >= today)
        for at, line in enumerate(book.lines)
    ]
    return Drawn(chart(points), _unit(figure, book.currency), ways)


def _point(line: Line, figure: Figure, currency: Currency | None, *, leads: bool, is_partial: bool) -> Point:
    """“Tue 10 Mar 2026” is “10 Mar” on the axis. What has nothing to divide by lies on zero, and says so."""
    shown = line.figures[0]
    value = float(shown.value or 0)
    if figure.unit is Unit.MONEY and currency:
        value /= currency.unit
    elif figure.unit is Unit.SHARE:
        value *= 100
    text = "nothing to divide by" if shown.value is None else escape(shown.text).striptags()
    address = shown.address if leads and shown.address else line.address
    return Point(line.label[4:10], value, text, address, is_partial)


def _unit(figure: Figure, currency: Currency | None) -> str:
    if figure.unit is Unit.SHARE:
        return "in percent"
    return f"in {currency.code}" if currency and figure.unit is Unit.MONEY else "counted"
