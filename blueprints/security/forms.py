"""Why somebody is disabled, enabled, signed out, given or taken a role; and what the list of staff is narrowed by."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, SelectField, ValidationError
from wtforms.validators import DataRequired, EqualTo, Length

from app.money import BadAmount, minor_units
from app.queries import currency_rates, offered, staff_members
from app.queries.keyset import Condition
from app.queries.staff_roles import KINDS
from app.security.passwords import MAXIMUM, MINIMUM
from app.services.invitations import Joiner
from app.services.role_assignments import Wanted
from app.services.role_limits import Limit
from app.web.forms import AmountField, MomentField, TextField, choices
from app.web.lists import Filters
from app.web.once import OnceFields
from app.web.reasons import ReasonForm


class StaffFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")
    text = TextField("Name or e-mail", longest=100)
    role = SelectField("Role", default="")

    RELATIONS: ClassVar = {"text": "has", "role": "is"}

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return {"role": staff_members.role_choices()}

    def conditions(self) -> list[Condition]:
        """What a member must meet; only for a form that validates."""
        found = [staff_members.in_state(self.state.data)] if self.state.data in staff_members.STATES else []
        found += [staff_members.called(self.text.data)] if self.text.data else []
        return [*found, staff_members.in_role(self.role.data)] if self.role.data else found


class DisablingForm(ReasonForm):
    REASONS: ClassVar = {
        "left": "They left",
        "lost": "Password or device lost",
        "suspicion": "Something suspicious",
        "absence": "A long absence",
        "other": "Another reason",
    }


class EnablingForm(ReasonForm):
    REASONS: ClassVar = {
        "back": "They are back",
        "cleared": "It was looked into and is cleared",
        "by-mistake": "They were disabled by mistake",
        "other": "Another reason",
    }


class EndingForm(ReasonForm):
    REASONS: ClassVar = {
        "device": "A device was left or lost",
        "suspicion": "Something suspicious",
        "asked": "They asked for it",
        "other": "Another reason",
    }


class TakingForm(ReasonForm):
    REASONS: ClassVar = {
        "moved": "They do something else now",
        "left": "They left",
        "review": "A review found it not needed",
        "by-mistake": "It was given by mistake",
        "other": "Another reason",
    }


class ChangingForm(ReasonForm):
    """Why a role may more or less from now on. `seen`: what it held when that was decided."""

    REASONS: ClassVar = {
        "duties": "The duties of the role changed",
        "too-much": "It may more than it needs",
        "new-page": "The product has something new",
        "other": "Another reason",
    }

    seen = HiddenField()


class LimitForm(ReasonForm):
    """How much a role may move by hand in one currency, in main units, and why."""

    REASONS: ClassVar = {
        "duties": "The duties of the role changed",
        "too-much": "It may more than it needs",
        "too-little": "It asks others for everyday amounts",
        "other": "Another reason",
    }

    kind = SelectField("Act", choices=choices([*KINDS.items()]))
    currency = SelectField("Currency")
    per_act = AmountField("At a time", validators=[DataRequired("Enter an amount; 0 for none.")])
    per_day = AmountField("In 24 hours", validators=[DataRequired("Enter an amount; 0 for none.")])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {each.code: each for each in currency_rates.currencies()}
        self.currency.choices = choices([(code, code) for code in self.known])

    def validate_per_act(self, field: Field) -> None:
        self._minor(field)

    def validate_per_day(self, field: Field) -> None:
        if not self.per_act.errors and self._minor(field) < self._minor(self.per_act):
            raise ValidationError("At least as much as at a time.")

    def limit(self) -> Limit:
        """Only of a form that validates."""
        figures = self._minor(self.per_act), self._minor(self.per_day)
        return Limit(self.kind.data, self.known[self.currency.data], *figures, self.words)

    def _minor(self, field: Field) -> int:
        currency = self.known.get(self.currency.data)
        if currency is None:
            return 0
        try:
            return minor_units(field.data or "0", currency.exponent)
        except BadAmount as error:
            raise ValidationError(f"Write an amount of {currency.code}: it is {error}.") from error


class GivingForm(ReasonForm):
    """Which role, for which brand, until when, and why."""

    REASONS: ClassVar = {
        "joined": "They are new",
        "moved": "They do something else now",
        "cover": "They stand in for somebody",
        "other": "Another reason",
    }

    role = SelectField("Role", default="", validators=[DataRequired("Choose a role.")])
    brand = SelectField("Brand", default="")
    expires_at = MomentField("Until")

    @classmethod
    def read(cls, brands: frozenset[int] | None) -> Self:
        form = cls()
        form.role.choices = choices([("", "Choose a role"), *staff_members.role_choices()])
        every = [("", "Every brand")] if brands is None else []
        form.brand.choices = choices([*every, *offered.brands(brands)])
        return form

    def wanted(self) -> Wanted:
        """Only for a form that validates."""
        return Wanted(self.role.data, self.brand.data or "", self.expires_at.value, self.words)


class JoinerForm(OnceFields, GivingForm):
    """Somebody new, with the role they begin with."""

    name = TextField("Name", longest=120, validators=[DataRequired("Enter a name.")])
    email = TextField("E-mail address", longest=254, validators=[DataRequired("Enter an e-mail address.")])

    def joiner(self) -> Joiner:
        """Only for a form that validates."""
        return Joiner(self.email.data or "", self.name.data or "", self.wanted())


class FirstPasswordForm(FlaskForm):
    """Typed twice, since nobody sees it."""

    new = PasswordField(
        "Password",
        validators=[Length(MINIMUM, MAXIMUM, f"A password has {MINIMUM} to {MAXIMUM} characters.")],
        render_kw={"autocomplete": "new-password", "maxlength": MAXIMUM},
    )
    again = PasswordField(
        "Password again",
        validators=[EqualTo("new", "This is not the same password.")],
        render_kw={"autocomplete": "new-password", "maxlength": MAXIMUM},
    )
