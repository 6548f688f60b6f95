"""What the list of adjustments can be narrowed by, read from the address."""

from typing import ClassVar

from wtforms import SelectField

from app.ids import inside
from app.models.adjustment import REASONS
from app.queries import adjustments
from app.queries.keyset import Condition
from app.web.forms import IdField, TextField, choices
from app.web.lists import ANY, Filters
from blueprints.payments.adjustments.forms import PURSES

DIRECTIONS = (("credit", "Credit"), ("debit", "Debit"))


class AdjustmentFilters(Filters):
    """`state` is drawn as tabs."""

    RELATIONS: ClassVar = {"player": "is", "direction": "is", "purse": "is", "reason": "is"}

    state = TextField("State")
    player = IdField("Player", "pl")
    direction = SelectField("Direction", default="", choices=choices([ANY, *DIRECTIONS]))
    purse = SelectField("Purse", default="", choices=[*choices([ANY]), *PURSES])
    reason = SelectField("Reason", default="", choices=choices([ANY, *REASONS.items()]))

    def conditions(self) -> list[Condition]:
        """What an adjustment must meet; only for a form that validates."""
        plain = {
            self.state: adjustments.in_state,
            self.direction: adjustments.in_direction,
            self.purse: adjustments.of_purse,
            self.reason: adjustments.for_reason,
        }
        found = [condition(field.data) for field, condition in plain.items() if field.data]
        return [*found, adjustments.of_player(inside("pl", self.player.data))] if self.player.data else found
