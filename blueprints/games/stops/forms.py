"""What is asked of whoever stops play, and of whoever lets it go on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from wtforms import Field, Form, SelectField, ValidationError

from app import countries
from app.queries import jurisdictions
from app.queries.in_play import Scope
from app.queries.offered import CURRENCIES, by_field
from app.web.forms import TextField, choices
from app.web.reasons import ReasonForm

COUNTRY = 2


class ScopeFields:
    """For which brand, country and currency; what is left open narrows nothing."""

    brand = SelectField("Brand", default="")
    country = TextField("Country", longest=COUNTRY, render_kw={"placeholder": "Every country", "autocomplete": "off"})
    currency = SelectField("Currency", default="")

    def offer(self, brands: Sequence[tuple[str, str]]) -> None:
        """Give the choices."""
        self.brand.choices = choices(brands)
        self.currency.choices = choices([("", "Every currency"), *by_field(currency=CURRENCIES)["currency"]])

    def validate_country(self, field: Field) -> None:
        field.data = (field.data or "").upper()
        if field.data and field.data not in countries.CODES:
            meant = countries.SAID_FOR.get(field.data, "SE")
            raise ValidationError(f"No country has these two letters: write {meant}, or nothing for every country.")

    def scope(self, target: Scope) -> Scope:
        """`target` narrowed; only of a form that validates."""
        brand_id = jurisdictions.brand(self.brand.data).id if self.brand.data else None
        country, currency = self.country.data or None, self.currency.data or None
        return replace(target, brand_id=brand_id, country=country, currency=currency)


class LookForm(ScopeFields, Form):
    """Where, to look at who would be met."""


class DisablingForm(ScopeFields, ReasonForm):
    REASONS: ClassVar = {
        "fault": "A fault in the game or its maths",
        "provider-outage": "The provider is out of order",
        "regulator": "A regulator asks for it",
        "licence": "No licence or certificate there",
        "commercial": "The contract ends or is paused",
        "other": "Another reason",
    }


class EnablingForm(ReasonForm):
    REASONS: ClassVar = {
        "mended": "The fault is mended",
        "provider-back": "The provider is back",
        "permitted": "It is permitted there now",
        "by-mistake": "It was disabled by mistake",
        "other": "Another reason",
    }
