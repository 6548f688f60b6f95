"""What the list of players can be narrowed by, read from the address."""

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import SelectField, ValidationError

from app.queries import player_filters
from app.queries.keyset import Condition, Sought
from app.web.forms import MomentField, TextField
from app.web.lists import Filters

COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)


class PlayerFilters(Filters):
    """`status` is drawn as tabs, the others as chips."""

    RELATIONS: ClassVar = {
        "brand": "is", "country": "is", "restricted": "is", "registered_from": "from", "registered_to": "before",
    }  # fmt: skip

    status = TextField("Status")
    brand = SelectField("Brand", default="")
    country = TextField("Country", longest=2, render_kw={"placeholder": "SE", "spellcheck": "false"})
    restricted = SelectField("Restricted", default="")
    registered_from = MomentField("Registered")
    registered_to = MomentField("Registered")

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return player_filters.offers()

    def validate_country(self, field: TextField) -> None:
        if field.data and not COUNTRY.fullmatch(field.data):
            raise ValidationError("Write the two capital letters of its code, such as SE.")

    def sought(self, rows: Sequence[int] | None = None) -> Sought:
        """What the list is narrowed to, and to these `rows` of the database; only for a form that validates."""
        first, last = self.registered_from.value, self.registered_to.value
        found, span = self.conditions(), player_filters.made(first, last)
        if self.status.data:
            span.append(player_filters.in_status(self.status.data))
        if self.brand.data:
            span.append(player_filters.of_brand(self.brand.data))
        if rows is not None:
            found.append(player_filters.among(rows))
        return Sought(found, span, is_led=rows is not None or bool(self.restricted.data))

    def conditions(self) -> list[Condition]:
        """What no index of the list holds; only for a form that validates."""
        found = [player_filters.of_country(self.country.data)] if self.country.data else []
        if self.restricted.data:
            found.append(player_filters.restricted(self.restricted.data))
        if self.registered_from.data or self.registered_to.data:
            found.append(player_filters.registered(self.registered_from.value, self.registered_to.value))
        return found
