"""What the chart of accounts can be narrowed by, read from the address."""

from typing import ClassVar

from flask import request
from sqlalchemy import SQLColumnExpression
from wtforms import Form, SelectField

from app.queries import account_filters
from app.web.forms import choices
from app.words import ACCOUNTS

ANY = ("", "Any")


class AccountFilters(Form):
    """The filters of the house's accounts."""

    brand = SelectField("Brand", default="")
    currency = SelectField("Currency", default="")
    kind = SelectField("Kind", default="")

    RELATIONS: ClassVar = {"brand": "is", "currency": "is", "kind": "is"}

    @classmethod
    def read(cls) -> "AccountFilters":
        """From the address; the choices come from the database."""
        form, offered = cls(request.args), account_filters.offers()
        form.brand.choices = choices([ANY, *offered["brand"]])
        form.currency.choices = choices([ANY, *offered["currency"]])
        form.kind.choices = choices([ANY, *((kind, ACCOUNTS.get(kind, kind)) for kind, _ in offered["kind"])])
        return form

    def conditions(self) -> list[SQLColumnExpression[bool]]:
        """What an account must be; only for a form that validates."""
        plain = {
            self.brand: account_filters.of_brand,
            self.currency: account_filters.in_currency,
            self.kind: account_filters.of_kind,
        }
        return [condition(field.data) for field, condition in plain.items() if field.data]
