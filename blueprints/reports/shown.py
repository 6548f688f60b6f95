"""How figures read on a page: each as a text, with the address of what it is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from flask import url_for

from app.money import Currency
from app.queries.figure_names import Name
from app.queries.figures import Book, Sums
from app.reports.asked import Asked
from app.reports.figures import Figure
from app.web.figures import NOT_TOLD, text


@dataclass(frozen=True)
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
    """The lines of one currency; None: what has no currency."""

    currency: Currency | None
    lines: Sequence[Line]
    total: Line

    @property
    def tells_something(self) -> bool:
        """Whether any of the figures has a meaning here."""
        return any(each.address for each in self.total.figures)

    @property
    def name(self) -> str:
        return self.currency.code if self.currency else "Whatever the currency"


def narrowing(asked: Asked) -> dict[str, Any]:
    """The arguments of an address that ask for the same again."""
    named = {name: getattr(asked, name) for name in ("brand", "provider", "game", "currency", "country")}
    return {"first": f"{asked.first}", "last": f"{asked.last}", **{name: each for name, each in named.items() if each}}


def book(
    found: Book, figures: Sequence[Figure], asked: Asked, names: Mapping[Any, Name], currency: Currency | None
) -> ShownBook:
    """A currency's lines as they are drawn."""
    own = replace(asked, currency=currency.code if currency else "")
    lines = [
        _line(names[key].label, sums, figures, asked, currency, {**narrowing(own), **names[key].narrows})
        for key, sums in sorted(found.lines.items())
    ]
    return ShownBook(currency, lines, _line("Total", found.total, figures, asked, currency, narrowing(own)))


def _line(
    label: str, sums: Sums, figures: Sequence[Figure], asked: Asked, currency: Currency | None, here: Mapping[str, Any]
) -> Line:
    told = [shown(figure, sums, asked, currency, here) for figure in figures]
    return Line(label, url_for("reports.show_summary", **here), told)


def shown(figure: Figure, sums: Sums, asked: Asked, currency: Currency | None, here: Mapping[str, Any]) -> Shown:
    """A figure of these sums; a dash where it has no meaning: payments of a game, money without a currency."""
    is_told = is_told_of(figure, asked) and (figure.id == "registrations") == (currency is None)
    if not is_told:
        return Shown(figure, None, NOT_TOLD)
    value = figure.of(sums)
    return Shown(figure, value, text(value, figure, currency), url_for("reports.show_figure", figure=figure.id, **here))


def is_told_of(figure: Figure, asked: Asked) -> bool:
    return figure.by_game or not asked.is_of_play
