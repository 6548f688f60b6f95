"""What is typed to give rules a new version, and which versions are looked at."""

from dataclasses import asdict
from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, SelectField
from wtforms.validators import DataRequired

from app.errors import Invalid
from app.models.jurisdiction import LABELS, RANGES, STAKE_ORDERS, Rules
from app.queries.jurisdictions import Profile, SeenVersion
from app.services import jurisdictions
from app.web.forms import LongTextField, MomentField, TextField, choices
from blueprints.settings.values.forms import number

YES_NO = choices([("yes", "Yes"), ("no", "No")])
DIGITS: dict[str, Any] = {"inputmode": "numeric", "autocomplete": "off"}


class RulesForm(Form):
    """The rules of a version and from when on; to look at what would change."""

    minimum_age = TextField(LABELS["minimum_age"], longest=10, render_kw=DIGITS)
    requires_verified_identity = SelectField(LABELS["requires_verified_identity"], choices=YES_NO)
    stake_order = SelectField(LABELS["stake_order"], choices=choices(STAKE_ORDERS.items()))
    withdrawal_decision_hours = TextField(LABELS["withdrawal_decision_hours"], longest=10, render_kw=DIGITS)
    gaming_day_zone = TextField(LABELS["gaming_day_zone"], longest=60, render_kw={"spellcheck": "false"})
    gaming_day_start_hour = TextField(LABELS["gaming_day_start_hour"], longest=10, render_kw=DIGITS)
    call_log_days = TextField(LABELS["call_log_days"], longest=10, render_kw=DIGITS)
    begins_at = MomentField("In force from (UTC)")

    HINTS: ClassVar = {
        "minimum_age": "Years",
        "withdrawal_decision_hours": "Hours",
        "gaming_day_zone": "Such as Europe/Stockholm",
        "gaming_day_start_hour": "Hour, 0 to 23",
        "call_log_days": "Days. What was promised for older calls stays promised.",
        "begins_at": "Empty: at once. Never in the past.",
    }

    @property
    def rules(self) -> Rules:
        """What cannot be read as a number is a fault of its range."""
        numbers: dict[str, Any] = {name: number(self[name].data or "") for name in RANGES}
        return Rules(
            requires_verified_identity=self.requires_verified_identity.data == "yes",
            stake_order=self.stake_order.data or "",
            gaming_day_zone=self.gaming_day_zone.data or "",
            **numbers,
        )

    def is_sound(self) -> bool:
        """Whether it could be done; the service's own faults stand beside their fields."""
        if not self.validate():
            return False
        try:
            jurisdictions.insist_on_sense(self.rules, self.begins_at.value)
        except Invalid as error:
            for name, sentence in error.pointers.items():
                self[name].errors = [sentence]
            return False
        return True


class ConfirmForm(FlaskForm):
    """Why; `version`: the newest when this was drawn."""

    why = LongTextField("Why", longest=500, validators=[DataRequired("Say why: auditors read it.")])
    version = HiddenField()


def as_typed(version: SeenVersion) -> dict[str, str]:
    """The rules as the fields of a form hold them."""
    words = {True: "yes", False: "no"}
    return {
        name: words[value] if isinstance(value, bool) else str(value) for name, value in asdict(version.rules).items()
    }


def compared(profile: Profile) -> tuple[SeenVersion, SeenVersion] | None:
    """The two versions that the address asks for, by default the newest and the one before; None with one alone."""
    by_number = {each.number: each for each in profile.versions}
    after = by_number.get(number(request.args.get("to", "")), profile.newest)
    before = by_number.get(number(request.args.get("from", "")), by_number.get(after.number - 1))
    return (before, after) if before else None
