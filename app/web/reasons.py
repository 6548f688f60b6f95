"""Why somebody does something: a canned reason, and words where the code alone says too little."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, ValidationError
from wtforms.validators import DataRequired

from app.web.forms import LongTextField, TextField, choices

FEWEST_LETTERS = 10


class ReasonForm(FlaskForm):
    """To be given REASONS: code → words. A code in `WANT_WORDS` must be explained."""

    REASONS: ClassVar[Mapping[str, str]] = {}
    WANT_WORDS: ClassVar[frozenset[str]] = frozenset({"other"})

    code = SelectField("Reason", default="", validators=[DataRequired("Choose a reason.")])
    text = LongTextField("Explanation", longest=500)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.code.choices = choices([("", "Choose a reason"), *self.REASONS.items()])

    @property
    def words(self) -> str:
        """The reason as a sentence; only for a form that validates."""
        canned = self.REASONS[self.code.data]
        return f"{canned}: {self.text.data}" if self.text.data else f"{canned}."

    @property
    def wanted_words(self) -> str:
        """Said beforehand: what has to be explained; nothing where nothing has."""
        wanting = [words for code, words in self.REASONS.items() if code in self.WANT_WORDS]
        if not wanting:
            return ""
        named = "This" if len(wanting) == len(self.REASONS) else " or ".join(f"“{words}”" for words in wanting)
        return f" {named} takes at least {FEWEST_LETTERS} characters."

    def validate_text(self, field: Field) -> None:
        if self.code.data in self.WANT_WORDS and len(field.data or "") < FEWEST_LETTERS:
            raise ValidationError(f"Explain it in at least {FEWEST_LETTERS} characters.")


class CountForm(FlaskForm):
    """How many must be typed, so that nobody does it by habit."""

    count = TextField("Count", longest=12, render_kw={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *args: Any, expected: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.expected = expected

    def validate_count(self, field: Field) -> None:
        if (field.data or "").replace(",", "") != str(self.expected):
            raise ValidationError(f"Type {self.expected:,} to go on: that many would be changed.")


class CountedForm(CountForm, ReasonForm):
    """For what touches many, and why."""
