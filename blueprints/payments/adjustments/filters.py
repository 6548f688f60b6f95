"""What the list of adjustments can be narrowed by, read from the address."""

from typing import Any, ClassVar

from flask import request
from wtforms import Form, SelectField

from app.ids import inside
from app.models.adjustment import REASONS
from app.queries import adjustments
from app.queries.adjustments import Condition
from app.web.forms import IdField, TextField, choices
from blueprints.payments.adjustments.forms import PURSES

ANY = choices([("", "Any")])
DIRECTIONS = choices([("credit", "Credit"), ("debit", "Debit")])


class AdjustmentFilters(Form):
    """`state` is drawn as tabs."""

    RELATIONS: ClassVar = {"player": "is", "direction": "is", "purse": "is", "reason": "is"}

    state = TextField("State")
    player = IdField("Player", "pl")
    direction = SelectField("Direction", default="", choices=[*ANY, *DIRECTIONS])
    purse = SelectField("Purse", default="", choices=[*ANY, *PURSES])
    reason = SelectField("Reason", default="", choices=[*ANY, *choices(REASONS.items())])

    @classmethod
    def read(cls, arguments: Any = None) -> "AdjustmentFilters":
        return cls(request.args if arguments is None else arguments)

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
