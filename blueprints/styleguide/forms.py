"""Forms to try."""

from typing import ClassVar

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField
from wtforms.validators import DataRequired

from app.web.forms import AmountField, MomentField, TextField, choices
from app.web.reasons import CountedForm, ReasonForm

REASONS = {
    "documents": "Documents asked for",
    "turnover": "Deposit not played",
    "third-party": "Payment method of somebody else",
    "other": "Another reason",
}


class SampleForm(FlaskForm):
    """One field of each kind."""

    purse = RadioField("Purse", choices=choices([("cash", "Cash"), ("bonus", "Bonus")]), default="cash")
    amount = AmountField("Amount", validators=[DataRequired("Enter an amount.")])
    reference = TextField("Reference", longest=40)
    effective_at = MomentField("Takes effect")
    told = BooleanField("Tell the player")


def with_errors() -> SampleForm:
    """Sent with an amount in words and nothing chosen."""
    form = SampleForm(MultiDict({"wrong-amount": "a lot"}), prefix="wrong-", meta={"csrf": False})
    form.validate()
    return form


class SampleRange(Form):
    """From one amount to another."""

    low = AmountField("From")
    high = AmountField("To")


class SampleReason(ReasonForm):
    REASONS: ClassVar = REASONS


class SampleCount(CountedForm):
    REASONS: ClassVar = REASONS
