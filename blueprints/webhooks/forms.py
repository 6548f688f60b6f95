"""What is typed about webhooks, and what the list of deliveries can be narrowed by."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from flask import url_for
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from app.ids import inside
from app.queries import offered, webhooks
from app.queries.keyset import Condition
from app.services import outbox
from app.services.webhook_endpoints import TEST, Wanted
from app.web import once
from app.web.forms import IdField, MomentField, TextField, choices
from app.web.lists import Filters
from app.web.once import OnceFields
from app.web.reasons import CountedForm, ReasonForm


class EndpointForm(OnceFields, FlaskForm):
    """A new endpoint."""

    url = TextField("Address", longest=2000, validators=[DataRequired("Enter the receiver’s address.")])
    description = TextField("Description", longest=200)
    brand = SelectField("Brand", default="")
    types = SelectMultipleField("Types of message", widget=ListWidget(), option_widget=CheckboxInput())

    @classmethod
    def read(cls, brands: frozenset[int] | None) -> "EndpointForm":
        form = cls()
        if not form.is_submitted():
            form.once.data = once.given(url_for(".add_endpoint"))
        every = [("", "Every brand")] if brands is None else []
        form.brand.choices = choices([*every, *offered.brands(brands)])
        form.types.choices = choices([(name, name) for name in outbox.catalogue() if name != TEST])
        return form

    def validate_types(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Choose at least one.")

    def wanted(self) -> Wanted:
        """Only for a form that validates."""
        return Wanted(self.url.data or "", self.description.data or "", tuple(self.types.data or ()), self.brand.data)


class DisablingForm(ReasonForm):
    REASONS: ClassVar = {
        "receiver-asked": "The receiver asked for it",
        "too-many-failures": "Too many failures",
        "wrong-receiver": "It leads to the wrong receiver",
        "other": "Another reason",
    }


class EnablingForm(ReasonForm):
    REASONS: ClassVar = {
        "repaired": "The receiver is repaired",
        "by-mistake": "It was disabled by mistake",
        "other": "Another reason",
    }


DISMISSALS = {
    "told-otherwise": "The receiver learned of it another way",
    "too-late": "It comes too late to be of use",
    "receiver-gone": "There is no such receiver any more",
    "other": "Another reason",
}


class DismissalForm(ReasonForm):
    """Of one dead letter."""

    REASONS: ClassVar = DISMISSALS


class DismissalsForm(CountedForm):
    """Of all dead letters of an endpoint."""

    REASONS: ClassVar = DISMISSALS


class ReplayForm(FlaskForm):
    """From when on dead letters are sent again."""

    since = MomentField("Since", validators=[DataRequired("Enter a moment.")])


class DeliveryFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")
    type = SelectField("Type", default="")
    receiver = IdField("Endpoint", "ep")
    message = IdField("Message", "msg")
    about = TextField("About", longest=40)

    RELATIONS: ClassVar = {"type": "is", "receiver": "is", "message": "is", "about": "is"}

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return {"type": [(name, name) for name in outbox.catalogue()]}

    def conditions(self) -> list[Condition]:
        """What a delivery must meet; only for a form that validates."""
        found = [webhooks.in_state(self.state.data)] if self.state.data in webhooks.STATES else []
        found += [webhooks.of_type(self.type.data)] if self.type.data else []
        found += [webhooks.at_endpoint(inside("ep", self.receiver.data))] if self.receiver.data else []
        found += [webhooks.of_message(inside("msg", self.message.data))] if self.message.data else []
        return [*found, webhooks.about(self.about.data)] if self.about.data else found
