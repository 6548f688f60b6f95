"""What fields tell a screen reader, and the kinds of field a list is narrowed with."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from wtforms import Field, StringField, TextAreaField, ValidationError
from wtforms.validators import StopValidation

from app.errors import NotFound
from app.ids import inside
from app.web.filters import visible

AMOUNT = re.compile(r"\d{1,13}(\.\d{1,8})?", re.ASCII)
YEARS = range(1970, 3000)  # those of ids, which carry their time, and room to count on in either direction
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?", re.ASCII)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["described"] = described  # pyright: ignore[reportArgumentType]


def described(field: Field, hint: str = "", label: str = "") -> dict[str, Any]:
    """The attributes that tie a field to its hint and its error."""
    parts = [f"{field.id}-hint"] if hint else []
    if field.errors:
        parts.append(f"{field.id}-error")
    found = {"aria-describedby": " ".join(parts), "aria-invalid": "true" if field.errors else "", "aria-label": label}
    return {name: value for name, value in found.items() if value}


def choices(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """What a SelectField offers, from (value, label); it draws its labels itself, past what templates make visible."""
    from wtforms.fields import choices as kinds  # its stubs are older than SelectChoice

    kind: Any = getattr(kinds, "SelectChoice")  # noqa: B009
    return [kind(value, visible(label)) for value, label in pairs]


def strip(text: str | None) -> str:
    """What was typed, without the blanks around it and without what can be neither seen nor stored."""
    return "".join(letter for letter in text or "" if letter.isprintable()).strip()


def strip_lines(text: str | None) -> str:
    """The same, line by line."""
    return "\n".join(strip(line) for line in (text or "").splitlines()).strip()


class TextField(StringField):
    """A short text."""

    def __init__(self, label: str, *, longest: int = 100, **more: Any) -> None:
        super().__init__(label, filters=[strip], render_kw={"maxlength": longest} | more.pop("render_kw", {}), **more)
        self.longest = longest

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > self.longest:
            raise ValidationError(f"At most {self.longest} characters.")


class LongTextField(TextAreaField):
    """Text of a few lines."""

    def __init__(self, label: str, *, longest: int = 500, **more: Any) -> None:
        super().__init__(label, filters=[strip_lines], render_kw={"maxlength": longest, "rows": 2}, **more)
        self.longest = longest

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > self.longest:
            raise ValidationError(f"At most {self.longest} characters.")


class AmountField(TextField):
    """An amount in main units, below ten million million."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, longest=22, render_kw={"inputmode": "decimal"}, **more)

    def pre_validate(self, form: Any) -> None:
        if self.data and not AMOUNT.fullmatch(self.data):
            raise StopValidation("Write it in figures with a point, as 15.50 or 15.")

    @property
    def value(self) -> Decimal | None:
        return Decimal(self.data) if self.data else None


class MomentField(TextField):
    """A moment in UTC, as a browser's date and time field sends it, of a year in which something can have happened."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, longest=19, render_kw={"type": "datetime-local"}, **more)

    def pre_validate(self, form: Any) -> None:
        try:
            _ = self.value
        except ValueError as error:
            raise ValidationError("Write it as 2026-11-23T14:30.") from error

    @property
    def value(self) -> datetime | None:
        """Raises ValueError when it is none."""
        if not self.data:
            return None
        if not MOMENT.fullmatch(self.data):
            raise ValueError(self.data)
        moment = datetime.fromisoformat(self.data).replace(tzinfo=UTC)
        if moment.year not in YEARS:
            raise ValueError(self.data)
        return moment


class DayField(TextField):
    """A day, as a browser's date field sends it, of a year in which something can have happened."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, longest=10, render_kw={"type": "date"}, **more)

    def pre_validate(self, form: Any) -> None:
        try:
            _ = self.value
        except ValueError as error:
            raise ValidationError("Write it as 2026-11-23.") from error

    @property
    def value(self) -> date | None:
        """Raises ValueError when it is none."""
        if not self.data:
            return None
        if not DAY.fullmatch(self.data) or int(self.data[:4]) not in YEARS:
            raise ValueError(self.data)
        return date.fromisoformat(self.data)


class IdField(TextField):
    """An outside id of one kind."""

    def __init__(self, label: str, prefix: str, **more: Any) -> None:
        super().__init__(label, longest=40, render_kw={"placeholder": f"{prefix}_…", "spellcheck": "false"}, **more)
        self.prefix = prefix

    def pre_validate(self, form: Any) -> None:
        try:
            if self.data:
                inside(self.prefix, self.data)
        except NotFound as error:
            raise ValidationError(
                f"An id of this kind begins with {self.prefix}_ and has 26 letters and digits."
            ) from error
