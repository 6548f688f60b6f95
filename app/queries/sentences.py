"""The sentences of audit records as people read them. What is kept, and sealed, counts money in minor units and writes
moments as machines do."""

import re
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from app.models.ledger import Currency
from app.money import Currency as MoneyCurrency
from app.money import Money, plain

EXPONENTS = select(func.jsonb_object_agg(Currency.code, Currency.exponent)).scalar_subquery()  # asked once a statement
MOMENT = re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")
MINOR = re.compile(r"(-?\d+) minor units of ([A-Z][A-Z0-9_]*)")


def as_read(sentence: str, exponents: Mapping[str, int]) -> str:
    """“1550 minor units of EUR” reads “€15.50”, a moment “10 Mar 2026 09:05:07 UTC”; else as it is."""

    def amount(found: re.Match[str]) -> str:
        minor, code = found.groups()
        return plain(Money(int(minor), MoneyCurrency(code, exponents[code]))) if code in exponents else found.group()

    return MOMENT.sub(_moment, MINOR.sub(amount, sentence))


def _moment(found: re.Match[str]) -> str:
    try:
        return datetime.fromisoformat(found.group()).strftime("%d %b %Y %H:%M:%S UTC")
    except ValueError:
        return found.group()
