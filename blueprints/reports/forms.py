"""What a report is asked for, read from the address."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, ClassVar

from flask import request
from wtforms import Form, SelectField, ValidationError

from app.queries import offered
from app.reports.asked import BY, Asked
from app.reports.figures import SECTIONS
from app.web.forms import DayField, TextField, choices
from app.web.lists import in_reach

ANY = ("", "Any")
DAYS = 7  # what is shown when no interval is asked for
LONGEST = 366
IN_ONE = "one"  # all currencies in the reporting currency
COUNTRY = re.compile("[A-Z]{2}", re.ASCII)


class FigureFilters(Form):
    """The interval and the filters of a report; `by`, `section` and `told_in` are drawn as tabs."""

    first = DayField("First day")
    last = DayField("Last day")
    brand = SelectField("Brand", default="")
    provider = SelectField("Provider", default="")
    game = TextField("Code of the game", longest=100)
    currency = SelectField("Currency", default="")
    country = TextField("Country", longest=2, render_kw={"placeholder": "SE"})
    by = TextField("By")
    section = TextField("Section")
    told_in = TextField("Told in")

    RELATIONS: ClassVar = {
        "first": "from", "last": "to", "brand": "is", "provider": "is", "game": "is", "currency": "is", "country": "is",
    }  # fmt: skip

    @classmethod
    def read(cls, arguments: Any = None) -> "FigureFilters":
        """From `arguments`, else the address; the choices come from the database."""
        form = cls(request.args if arguments is None else arguments)
        for name, offer in in_reach(offered.of_play()).items():
            getattr(form, name).choices = choices([ANY, *offer])
        return form

    def validate_country(self, field: TextField) -> None:
        if field.data and not COUNTRY.fullmatch(field.data):
            raise ValidationError("Two capital letters, as SE.")

    def validate_last(self, field: DayField) -> None:
        """Both days are read before: a faulty one is named by its own field."""
        if self.first.errors or field.errors or not (self.first.value and field.value):
            return
        if field.value < self.first.value:
            raise ValidationError("It lies before the first day.")
        if (field.value - self.first.value).days >= LONGEST:
            raise ValidationError(f"At most {LONGEST} days at once.")

    def asked(self, today: date, brands: Collection[int] | None) -> Asked:
        """What is to be read; only for a form that validates. One day given is the interval’s other end too."""
        last = self.last.value or (self.first.value and max(self.first.value, today)) or today
        first = self.first.value or last - timedelta(days=DAYS - 1)
        first = max(first, last - timedelta(days=LONGEST - 1))
        brand, currency, provider, game, country = (
            self[name].data or "" for name in ("brand", "currency", "provider", "game", "country")
        )
        in_one = self.is_in_one
        return Asked(first, last, self.told_by, brands, brand, currency, provider, game, country, in_one=in_one)

    @property
    def told_by(self) -> str:
        return self.by.data if self.by.data and self.by.data in BY else "day"

    @property
    def is_in_one(self) -> bool:
        return self.told_in.data == IN_ONE

    @property
    def shown_section(self) -> str:
        return self.section.data if self.section.data and self.section.data in SECTIONS else "play"
