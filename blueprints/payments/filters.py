"""What lists of payments can be narrowed by, read from the address."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import SelectField

from app.ids import inside
from app.models.payment import Deposit
from app.queries import payment_filters
from app.queries.keyset import Condition, Sought
from app.queries.payment_filters import PaymentFilters
from app.web.forms import AmountField, IdField, MomentField, TextField
from app.web.lists import Filters


class PaymentForm(Filters):
    """The filters of a kind of payment, each drawn as a chip."""

    FILTERS: ClassVar = PaymentFilters(Deposit)
    RELATIONS: ClassVar = {
        "provider": "is", "brand": "is", "currency": "is", "player": "is", "reference": "is",
        "amount_from": "≥", "amount_to": "≤", "occurred_from": "from", "occurred_to": "before",
    }  # fmt: skip

    provider = SelectField("Payment provider", default="")
    brand = SelectField("Brand", default="")
    currency = SelectField("Currency", default="")
    player = IdField("Player", "pl")
    reference = TextField("Provider’s id", longest=255)
    amount_from = AmountField("Amount")
    amount_to = AmountField("Amount")
    occurred_from = MomentField("Occurred")
    occurred_to = MomentField("Occurred")

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return payment_filters.offers()

    def sought(self) -> Sought:
        """What the list is narrowed to; only for a form that validates."""
        is_led = bool(self.player.data or self.reference.data)
        return Sought(self.conditions(), self.FILTERS.made(self.occurred_from.value, self.occurred_to.value), is_led)

    def conditions(self) -> list[Condition]:
        """What a payment must meet; only for a form that validates."""
        plain = {
            self.provider: self.FILTERS.of_provider,
            self.brand: self.FILTERS.of_brand,
            self.currency: self.FILTERS.in_currency,
            self.reference: self.FILTERS.with_reference,
        }
        return [condition(field.data) for field, condition in plain.items() if field.data] + self._ranges()

    def _ranges(self) -> list[Condition]:
        found: list[Condition] = []
        if self.occurred_from.data or self.occurred_to.data:
            found.append(self.FILTERS.occurred(self.occurred_from.value, self.occurred_to.value))
        if self.amount_from.value is not None:
            found.append(self.FILTERS.at_least(self.amount_from.value))
        if self.amount_to.value is not None:
            found.append(self.FILTERS.at_most(self.amount_to.value))
        if self.player.data:
            found.append(self.FILTERS.of_player(inside("pl", self.player.data)))
        return found
