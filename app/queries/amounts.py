"""Amounts asked for in main units, of rows that have a currency each: 50 is 50.00 EUR and 50 JPY."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sqlalchemy import BigInteger, ColumnElement, SQLColumnExpression, case, literal, select

from app.extensions import db
from app.models.ledger import Currency
from app.queries.keyset import Condition

MOST = 2**63 - 1  # of a column


def at_least(amount: SQLColumnExpression[int], currency: SQLColumnExpression[str], main_units: Decimal) -> Condition:
    return amount >= _minor(currency, main_units, ROUND_CEILING)


def at_most(amount: SQLColumnExpression[int], currency: SQLColumnExpression[str], main_units: Decimal) -> Condition:
    return amount <= _minor(currency, main_units, ROUND_FLOOR)


def _minor(currency: SQLColumnExpression[str], main_units: Decimal, rounding: str) -> ColumnElement[int]:
    """A figure for each currency, whose exponent never changes: none has to be looked up row by row. Whole numbers, as
    the columns have: a search compares ten thousand of them."""
    exponents = db.session.execute(select(Currency.code, Currency.exponent))
    figures = {code: main_units.scaleb(exponent).to_integral_value(rounding) for code, exponent in exponents}
    whole = {code: literal(min(int(figure), MOST), BigInteger) for code, figure in figures.items()}
    return case(whole, value=currency)
