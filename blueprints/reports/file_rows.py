"""The calls or players behind a figure as rows of a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from app.exports.cells import Cell, units
from app.exports.offers import Table, counted, streamed
from app.money import Currency, Money
from app.queries import figure_calls, figure_names, figure_players, figure_ways, figures
from app.queries.figure_calls import SeenCall
from app.queries.figure_players import SeenPlayer
from app.queries.keyset import AnyRow, AnySelect
from app.reports.asked import Asked
from app.reports.figures import Figure, Unit
from app.words import kind
from blueprints.reports.forms import FigureFilters

CALL = ("Occurred at", "Call", "What", "Player", "Game", "Round", "Currency")
Currencies = Mapping[str, Currency]


def rows(session: Session, _: FigureFilters, figure: Figure | None, asked: Asked) -> Table:
    """All of them, newest first, streamed; above stands what the figure is in each currency."""
    if figure is None:
        raise ValueError("rows are of a figure")
    currencies, narrowed = figure_names.currencies(session), replace(asked, by="brand")
    totals = {book.currency: figure.of(book.total) for book in figures.books(session, narrowed, [figure])}
    about = [
        (figure.name, "; ".join(f"{_said(value, figure, currencies.get(code))}" for code, value in totals.items()))
    ]
    if figure_calls.is_of_calls(figure):
        parts = [each for each in figure.parts if each] or [figure.name]
        query = figure_calls.exported(asked, figure, figure_ways.ways(session, asked, figure))
        return _table(
            session, query, [*CALL, *parts], lambda row: _call(figure_calls.seen(row), figure, currencies), about
        )
    query = figure_players.exported(asked, figure_players.counted_by(figure))
    titles = ["Player", "Currency", "Staked from cash" if figure.id == "actives" else "Deposited"]
    return _table(session, query, titles, lambda row: _player(figure_players.seen(row), currencies), about)


def _table(
    session: Session,
    query: AnySelect,
    titles: Sequence[str],
    cells: Callable[[AnyRow], Sequence[Cell]],
    about: Sequence[tuple[str, str]],
) -> Table:
    handfuls = ([cells(row) for row in found] for found in streamed(session, query))
    return Table(titles, counted(session, query), handfuls, about)


def _call(call: SeenCall, figure: Figure, currencies: Currencies) -> Sequence[Cell]:
    added = [call.above, call.below] if figure.over else [call.above]
    told = [_added(value, figure, currencies[call.currency]) for value in added]
    return [call.occurred_at, call.id, kind(call.kind), call.player, call.game, call.round, call.currency, *told]


def _added(value: int, figure: Figure, currency: Currency) -> Cell:
    return value if figure.unit is Unit.COUNT else units(Money(value // figure.scale, currency))


def _player(player: SeenPlayer, currencies: Currencies) -> Sequence[Cell]:
    amount = units(Money(player.amount, currencies[player.currency])) if player.currency else None
    return [player.id, player.currency, amount]


def _said(value: Any, figure: Figure, currency: Currency | None) -> str:
    if value is None:
        return "nothing to divide by"
    if figure.unit is Unit.SHARE:
        return f"{float(value * 100):.2f} %"
    return f"{Money(int(value), currency)}" if figure.unit is Unit.MONEY and currency else f"{value}"
