"""What the catalogue can be narrowed by."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from wtforms import SelectField

from app.queries import catalogue
from app.queries.keyset import Condition
from app.queries.offered import PROVIDERS, by_field
from app.web.forms import TextField, choices
from app.web.lists import ANY, Filters


class GameFilters(Filters):
    """`state` is drawn as tabs, all others as chips."""

    state = TextField("State")
    name = TextField("Name")
    provider = SelectField("Provider", default="")
    kind = SelectField("Kind", default="", choices=choices([ANY, *catalogue.KINDS.items()]))
    volatility = SelectField("Volatility", default="", choices=choices([ANY, *catalogue.VOLATILITIES.items()]))

    RELATIONS: ClassVar = {"name": "contains", "provider": "is", "kind": "is", "volatility": "is"}

    @classmethod
    def offers(cls) -> Mapping[str, Sequence[tuple[str, str]]]:
        return by_field(provider=PROVIDERS)

    def conditions(self) -> list[Condition]:
        """What a game must meet; only for a form that validates."""
        found = [catalogue.STATES[self.state.data]] if self.state.data in catalogue.STATES else []
        found += [catalogue.named(self.name.data)] if self.name.data else []
        found += [catalogue.of_provider(self.provider.data)] if self.provider.data else []
        found += [catalogue.of_kind(self.kind.data)] if self.kind.data else []
        return [*found, catalogue.of_volatility(self.volatility.data)] if self.volatility.data else found
