"""What is typed to change a setting, and to look at what was in force."""

from typing import Any, ClassVar

from flask import request
from wtforms import Field, Form, HiddenField, SelectField, ValidationError

from app.errors import Invalid
from app.services.settings import insist_on_record
from app.settings import Setting
from app.web.forms import MomentField, TextField, choices
from app.web.reasons import ReasonForm

LONGEST_VALUE = 1000
LONGEST_NUMBER = 18


class MomentForm(Form):
    """As of when."""

    at = MomentField("As of (UTC)")

    @classmethod
    def read(cls) -> "MomentForm":
        return cls(request.args)


class ChangeForm(ReasonForm):
    """A value and why. `version`: the decision that stood when this was drawn; `reset`: no own value any more."""

    REASONS: ClassVar = {
        "agreed": "Agreed in a change review",
        "incident": "An incident asks for it",
        "authority": "An authority or auditor asks for it",
        "trial": "To try it out",
        "mistake": "The value was a mistake",
        "other": "Another reason",
    }

    value = TextField("New value", longest=LONGEST_VALUE, render_kw={"autocomplete": "off", "spellcheck": "false"})
    version = HiddenField()
    brand = HiddenField()
    reset = HiddenField()

    def __init__(self, *args: Any, setting: Setting[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.setting = setting

    def validate_value(self, field: Field) -> None:
        """Said again beside the field, though the service insists on it too."""
        if not self.reset.data:
            insist_on_rule(self.setting, field.data or "")

    @property
    def wanted(self) -> str | None:
        """As it was typed; None returns to what counts without a value of its own."""
        return None if self.reset.data else self.value.data or ""

    @property
    def seen(self) -> int:
        return number(self.version.data or "")

    @property
    def why(self) -> str:
        """Only of a form that validates."""
        canned = self.REASONS[self.code.data]
        return f"{canned}: {self.text.data}" if self.text.data else canned


class ChoiceForm(ChangeForm):
    """The same for a setting of few values."""

    value = SelectField("New value")

    def __init__(self, *args: Any, setting: Setting[Any], **more: Any) -> None:
        super().__init__(*args, setting=setting, **more)
        self.value.choices = choices([(each, each.capitalize()) for each in setting.options])
        self.value.validate_choice = not self.reset.data


class ValueForm(Form):
    """The value alone, to look at what it would change."""

    value = TextField("New value", longest=LONGEST_VALUE)

    def __init__(self, *args: Any, setting: Setting[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.setting = setting

    def validate_value(self, field: Field) -> None:
        insist_on_rule(self.setting, field.data or "")


def insist_on_rule(setting: Setting[Any], text: str) -> None:
    try:
        insist_on_record(setting, setting.written(setting.parsed(text)))
    except Invalid as error:
        raise ValidationError(capital(setting.rule)) from error


def form_for(setting: Setting[Any], *args: Any, **more: Any) -> ChangeForm:
    kind = ChoiceForm if setting.options else ChangeForm
    return kind(*args, setting=setting, **more)


def number(text: str) -> int:
    """A whole number; what is none is -1, which no version and no range ever is."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else -1


def capital(sentence: str) -> str:
    """“write yes or no.” reads “Write yes or no.”"""
    return sentence[:1].upper() + sentence[1:]
