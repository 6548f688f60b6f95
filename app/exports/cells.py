"""How a value is written into a cell: so that no program takes a text for a formula, and numbers stay numbers."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from app.money import Money

Cell = str | int | Decimal | datetime | bool | None
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")  # what programs take for the beginning of one
INNER = re.compile(r"([;\r\n][\"' ]*)(?=[=+\-@＝＋－＠])")  # a cell of its own, where a list’s separator is no comma
LONGEST = 32_767  # letters in a cell of a spreadsheet
EXACT_DIGITS = 15  # of a number in one; a longer one is written as text


def units(money: Money) -> Decimal:
    """An amount in main units of its currency, exact."""
    return Decimal(money.minor).scaleb(-money.currency.exponent)


def looks_like_a_formula(text: str) -> bool:
    return text.startswith(FORMULA)


def plain(cell: Cell) -> str:
    """For CSV. A text that looks like a formula gets an apostrophe before it, and so does what would look like one once
    a program has split the line at semicolons, as in most of Europe: there the quotes around a cell hold nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return moment(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if not isinstance(cell, str):
        return str(cell)
    text = INNER.sub(r"\1'", cell)
    return f"'{text}" if looks_like_a_formula(text) else text


def moment(at: datetime) -> str:
    """ISO 8601 in UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_exact(number: int | Decimal) -> bool:
    """Whether a spreadsheet holds it to the last digit."""
    return len(Decimal(number).as_tuple().digits) <= EXACT_DIGITS


def cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
