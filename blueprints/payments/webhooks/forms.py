"""What the list of payment providers' webhooks can be narrowed by, and what is said once one was looked into."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import SelectField

from app.queries import payment_filters, payment_voices
from app.queries.keyset import Condition, Sought, lowest
from app.web.forms import MomentField, TextField
from app.web.lists import Filters
from app.web.reasons import ReasonForm


class WebhookFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")
    provider = SelectField("Payment provider", default="")
    brand = SelectField("Brand", default="")
    about = TextField("About", longest=255)
    received_from = MomentField("Received")
    received_to = MomentField("Received")

    RELATIONS: ClassVar = {
        "provider": "is", "brand": "is", "about": "is", "received_from": "from", "received_to": "before",
    }  # fmt: skip

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        found = payment_filters.offers()
        return {name: found[name] for name in ("provider", "brand")}

    def sought(self) -> Sought:
        """What the list is narrowed to; only for a form that validates."""
        is_led = bool(self.about.data) or self.state.data in payment_voices.LED
        is_probing = self.state.data in ("waiting", "processed")
        return Sought(self._conditions(), self._span(), is_led, most=payment_voices.PROBED if is_probing else None)

    def _conditions(self) -> list[Condition]:
        found = [payment_voices.STATES[self.state.data]] if self.state.data in payment_voices.STATES else []
        plain = {
            self.provider: payment_voices.of_provider,
            self.brand: payment_voices.of_brand,
            self.about: payment_voices.about,
        }
        return found + [condition(field.data) for field, condition in plain.items() if field.data]

    def _span(self) -> list[Condition]:
        """The ids tell the time: each is made as it comes in."""
        first, last = self.received_from.value, self.received_to.value
        since: list[Condition] = [lowest(first) <= payment_voices.KEY] if first else []
        return [*since, lowest(last) > payment_voices.KEY] if last else since


class LookingForm(ReasonForm):
    """What a contradiction was."""

    REASONS: ClassVar = {
        "provider-mistaken": "The payment provider was mistaken",
        "put-right": "It was put right by hand",
        "nothing-due": "Nothing has to change",
        "other": "Another finding",
    }
