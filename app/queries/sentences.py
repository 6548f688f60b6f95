"""The sentences of audit records as people read them. What is kept, and sealed, counts money in minor units."""

import re
from collections.abc import Mapping

from sqlalchemy import func, select

from app.models.ledger import Currency
from app.money import decimal_text

EXPONENTS = select(func.jsonb_object_agg(Currency.code, Currency.exponent)).scalar_subquery()  # asked once a statement
MINOR = re.compile(r"(-?\d+) minor units of ([A-Z][A-Z0-9_]*)")


def in_main_units(sentence: str, exponents: Mapping[str, int]) -> str:
    """“1550 minor units of EUR” reads “15.50 EUR”; a currency that is not ours stays as it was written."""

    def told(found: re.Match[str]) -> str:
        minor, code = found.groups()
        return f"{decimal_text(int(minor), exponents[code])} {code}" if code in exponents else found.group()

    return MINOR.sub(told, sentence)
