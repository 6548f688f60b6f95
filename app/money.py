"""Money is whole minor units and a currency that knows its exponent."""

import re
from dataclasses import dataclass

MAXIMUM_MINOR = 10**13 - 1  # of one call, in the database too: sums of very many stay within a bigint
MINUS = "\N{MINUS SIGN}"
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥"}
_DECIMAL = re.compile(r"\d{1,24}(?:\.\d{1,16})?", re.ASCII)


class BadAmount(ValueError):
    """The text is no amount of this currency; the message says why."""


@dataclass(frozen=True, slots=True)
class Currency:
    """`exponent` decimal places: EUR 2, JPY 0, KWD 3 (ISO 4217), BTC 8."""

    code: str
    exponent: int

    @property
    def unit(self) -> int:
        """Minor units in one main unit."""
        return 10**self.exponent


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount; two amounts meet only in the same currency."""

    minor: int
    currency: Currency

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __str__(self) -> str:
        return f"{decimal_text(self.minor, self.currency.exponent)} {self.currency.code}"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency.code} and {other.currency.code} do not add up")
        return other


def decimal_text(minor: int, exponent: int) -> str:
    """`1234, 2` reads “12.34”; no grouping, no symbol."""
    sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(exponent + 1, "0")
    return sign + (f"{digits[:-exponent]}.{digits[-exponent:]}" if exponent else digits)


def plain(money: Money, *, signed: bool = False) -> str:
    """As people read it, such as “€1,200.50” or “−KWD 1.250”."""
    return "".join(parts(money, signed))


def parts(money: Money, signed: bool) -> tuple[str, str, str, str]:
    """Its sign, the currency’s mark, the grouped main units, the fraction with its point; `signed`: a plus too."""
    whole, point, fraction = decimal_text(abs(money.minor), money.currency.exponent).partition(".")
    sign = MINUS if money.minor < 0 else "+" if signed and money.minor else ""
    mark = SYMBOLS.get(money.currency.code) or f"{money.currency.code}\N{NO-BREAK SPACE}"
    return sign, mark, f"{int(whole):,}", point + fraction


def minor_units(text: str, exponent: int) -> int:
    """Read a plain decimal of main units into minor units; raises BadAmount when it is none or does not divide."""
    if not _DECIMAL.fullmatch(text):
        raise BadAmount("not a plain decimal number")
    whole, _, fraction = text.partition(".")
    kept, rest = fraction[:exponent], fraction[exponent:]
    if rest.strip("0"):
        raise BadAmount(f"smaller than the unit of {exponent} decimal places")
    minor = int(whole + kept.ljust(exponent, "0"))
    if minor > MAXIMUM_MINOR:
        raise BadAmount("larger than any ledger amount")
    return minor
