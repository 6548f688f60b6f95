"""How a figure of a report reads."""

from fractions import Fraction

from app.money import Currency, Money
from app.reports.figures import Figure, Unit
from app.web.filters import amount, grouped

NOT_TOLD = "–"


def text(value: int | Fraction | None, figure: Figure, currency: Currency | None) -> str:
    """An amount of a currency, a count, or a share in percent; a dash where there is nothing to divide by."""
    if value is None:
        return NOT_TOLD
    if figure.unit is Unit.SHARE:
        return f"{float(value * 100):.2f} %"
    if figure.unit is Unit.MONEY and currency:
        return amount(Money(int(value), currency))
    return grouped(int(value))
