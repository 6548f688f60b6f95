"""What an adjustment asks: whose wallet, how much of which purse, and why."""

from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, Form, HiddenField, SelectField, ValidationError
from wtforms.validators import DataRequired

from app.models.adjustment import REASONS
from app.money import BadAmount, Currency, minor_units
from app.services.adjustments import Wanted
from app.web.forms import AmountField, IdField, LongTextField, choices
from app.web.once import OnceFields
from app.web.reasons import ReasonForm

LONGEST_VERSION = 10
PURSES = choices([("cash", "Cash"), ("bonus", "Bonus")])


class PlayerForm(Form):
    """Whose wallet."""

    player = IdField("Player", "pl", id="adjusted-player", validators=[DataRequired("Enter the player’s id.")])


class HowMuch:
    """The fields that say how much of which purse, in main units of the wallet's currency."""

    purse = SelectField("Purse", default="cash", choices=PURSES, id="adjusted-purse")
    amount = AmountField("Amount", id="adjusted-amount")

    def __init__(self, *args: Any, currency: Currency, **more: Any) -> None:
        super().__init__(*args, **more)
        self.currency = currency

    def validate_amount(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("Write an amount, as 15.50 or 15.")
        try:
            minor = minor_units(field.data, self.currency.exponent)
        except BadAmount as error:
            raise ValidationError(f"Write an amount of {self.currency.code}: it is {error}.") from error
        if minor == 0:
            raise ValidationError("An amount above zero.")

    @property
    def minor(self) -> int:
        """Only of a form that validates."""
        return minor_units(self.amount.data or "", self.currency.exponent)


class AmountForm(HowMuch, Form):
    """How much, to look at what it would change."""


class AdjustmentForm(OnceFields, HowMuch, ReasonForm):
    """How much, and why."""

    REASONS: ClassVar = REASONS

    def wanted(self, currency: str, amount_minor: int) -> Wanted:
        return Wanted(currency, self.purse.data or "", amount_minor, self.code.data or "", self.text.data or "")


class AcceptanceForm(FlaskForm):
    """`version`: which one was looked at."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """Nothing readable is no version at all: it never matches."""
        text = self.version.data or ""
        return int(text) if text.isdecimal() and len(text) < LONGEST_VERSION else 0


class DeclineForm(AcceptanceForm):
    """Why not, in words: whoever built the tool reads them."""

    text = LongTextField("Why not", longest=500, validators=[DataRequired("Say why in words.")])
