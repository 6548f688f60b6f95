"""What the chart of accounts can be narrowed by, read from the address."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from sqlalchemy import SQLColumnExpression
from wtforms import SelectField

from app.queries import account_filters
from app.web.lists import Filters
from app.words import ACCOUNTS


class AccountFilters(Filters):
    """The filters of the house's accounts."""

    brand = SelectField("Brand", default="")
    currency = SelectField("Currency", default="")
    kind = SelectField("Kind", default="")

    RELATIONS: ClassVar = {"brand": "is", "currency": "is", "kind": "is"}

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        offered = account_filters.offers()
        return {**offered, "kind": [(kind, ACCOUNTS.get(kind, kind)) for kind, _ in offered["kind"]]}

    def conditions(self) -> list[SQLColumnExpression[bool]]:
        """What an account must be; only for a form that validates."""
        plain = {
            self.brand: account_filters.of_brand,
            self.currency: account_filters.in_currency,
            self.kind: account_filters.of_kind,
        }
        return [condition(field.data) for field, condition in plain.items() if field.data]
