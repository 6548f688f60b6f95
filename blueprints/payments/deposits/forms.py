"""What the list of deposits can be narrowed by, read from the address."""

from typing import ClassVar

from flask import request
from wtforms import Form, SelectField

from app.ids import inside
from app.queries import deposit_filters
from app.queries.deposit_filters import Condition
from app.queries.keyset import Sought
from app.web.forms import AmountField, IdField, MomentField, TextField, choices

ANY = ("", "Any")


class DepositFilters(Form):
    """The filters of the deposits. `state` is drawn as tabs, all others as chips."""

    state = TextField("State")
    provider = SelectField("Payment provider", default="")
    brand = SelectField("Brand", default="")
    currency = SelectField("Currency", default="")
    player = IdField("Player", "pl")
    reference = TextField("Provider’s id", longest=255)
    amount_from = AmountField("Amount")
    amount_to = AmountField("Amount")
    occurred_from = MomentField("Captured")
    occurred_to = MomentField("Captured")

    RELATIONS: ClassVar = {
        "provider": "is", "brand": "is", "currency": "is", "player": "is", "reference": "is",
        "amount_from": "≥", "amount_to": "≤", "occurred_from": "from", "occurred_to": "before",
    }  # fmt: skip

    @classmethod
    def read(cls) -> "DepositFilters":
        """From the address; the choices come from the database."""
        form = cls(request.args)
        for name, offered in deposit_filters.offers().items():
            getattr(form, name).choices = choices([ANY, *offered])
        return form

    def sought(self) -> Sought:
        """What the list is narrowed to; only for a form that validates."""
        is_led = bool(self.player.data or self.reference.data)
        return Sought(self.conditions(), deposit_filters.made(self.occurred_from.value), is_led)

    def conditions(self) -> list[Condition]:
        """What a deposit must meet; only for a form that validates."""
        plain = {
            self.state: deposit_filters.in_state,
            self.provider: deposit_filters.of_provider,
            self.brand: deposit_filters.of_brand,
            self.currency: deposit_filters.in_currency,
            self.reference: deposit_filters.with_reference,
        }
        return [condition(field.data) for field, condition in plain.items() if field.data] + self._ranges()

    def _ranges(self) -> list[Condition]:
        found: list[Condition] = []
        if self.occurred_from.data or self.occurred_to.data:
            found.append(deposit_filters.occurred(self.occurred_from.value, self.occurred_to.value))
        if self.amount_from.value is not None:
            found.append(deposit_filters.at_least(self.amount_from.value))
        if self.amount_to.value is not None:
            found.append(deposit_filters.at_most(self.amount_to.value))
        if self.player.data:
            found.append(deposit_filters.of_player(inside("pl", self.player.data)))
        return found
