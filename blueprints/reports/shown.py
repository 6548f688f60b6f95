"""How figures read on a page: each as a text, with the address of what it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from app.money import Currency
from app.queries.figure_names import Name
from app.queries.figures import Book, Sums
from app.reports.asked import Asked
from app.reports.figures import Figure
from app.web.figures import NOT_TOLD, text
from blueprints.reports.forms import IN_ONE


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of a line. Without an address there is nothing to open: it cannot be told here."""

    figure: Figure
    value: int | Fraction | None
    text: str
    address: str = ""


@dataclass(frozen=True)
class Line:
    label: str
    address: str
    figures: Sequence[Shown]


@dataclass(frozen=True)
class ShownBook:
    """The lines of one currency, or of all in this one; None: what has no currency."""

    currency: Currency | None
    lines: Sequence[Line]
    total: Line
    is_all: bool = False

    @property
    def tells_something(self) -> bool:
        """Whether any of the figures has a meaning here."""
        return any(each.address for each in self.total.figures)

    @property
    def name(self) -> str:
        if not self.currency:
            return "Whatever the currency"
        return f"All in {self.currency.code}" if self.is_all else self.currency.code


def narrowing(asked: Asked) -> dict[str, Any]:
    """The arguments of an address that ask for the same again."""
    named = {name: getattr(asked, name) for name in ("brand", "provider", "game", "currency", "country")}
    kept = {name: each for name, each in named.items() if each} | ({"told_in": IN_ONE} if asked.in_one else {})
    return {"first": f"{asked.first}", "last": f"{asked.last}", **kept}


def book(
    found: Book,
    figures: Sequence[Figure],
    asked: Asked,
    names: Mapping[Any, Name],
    currency: Currency | None,
    opens: str,
) -> ShownBook:
    """A currency's lines as they are drawn: days in their order, all else by name. `opens`: where a figure leads."""
    own = narrowing(asked if asked.in_one else replace(asked, currency=currency.code if currency else ""))
    pages = [
        (figure, f"{url_for(opens, figure=figure.id)}?" if has_meaning(figure, asked, currency) else "")
        for figure in figures
    ]
    summary = url_for("reports.show_summary")

    def line(label: str, sums: Sums, here: Mapping[str, Any]) -> Line:
        """A month has a thousand of these addresses: only what is behind the question mark is made for each line."""
        narrowed = urlencode(here)
        told = [shown(figure, sums, currency, page and page + narrowed) for figure, page in pages]
        return Line(label, f"{summary}?{narrowed}", told)

    keys = in_order(found, asked, names)
    lines = [line(names[key].label, found.lines[key], {**own, **names[key].narrows}) for key in keys]
    return ShownBook(currency, lines, line("Total", found.total, own), asked.in_one)


def in_order(found: Book, asked: Asked, names: Mapping[Any, Name]) -> list[Any]:
    """The keys of its lines: days in their order, all else by name."""
    return sorted(found.lines, key=lambda key: key if asked.by == "day" else names[key].label)


def shown(figure: Figure, sums: Sums, currency: Currency | None, address: str) -> Shown:
    """A figure of these sums; a dash where it has no meaning, and so no address: payments of a game, money without a
    currency, balances in one currency."""
    if not address:
        return Shown(figure, None, NOT_TOLD)
    value = figure.of(sums)
    return Shown(figure, value, text(value, figure, currency), address)


def has_meaning(figure: Figure, asked: Asked, currency: Currency | None) -> bool:
    """Registrations have no currency; whatever else there is has one. In one currency all stand together."""
    return is_told_of(figure, asked) and (asked.in_one or (figure.id == "registrations") == (currency is None))


def is_told_of(figure: Figure, asked: Asked) -> bool:
    if asked.in_one and not _is_told_in_one(figure, asked):
        return False
    return figure.by_game or not asked.is_of_play


def _is_told_in_one(figure: Figure, asked: Asked) -> bool:
    is_by_currency = asked.currency or asked.by == "currency"
    return figure.is_told_in_one and not (is_by_currency and figure.id == "registrations")
