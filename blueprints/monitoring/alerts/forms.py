"""What the list of alerts can be narrowed by, and what is typed to mute."""

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from wtforms import SelectField

from app.queries import alerts
from app.queries.keyset import Condition
from app.web.forms import TextField, choices
from app.web.lists import Filters
from app.web.reasons import ReasonForm

STATES: Mapping[str, Condition] = {"open": alerts.is_open(), "closed": alerts.is_closed()}


class AlertFilters(Filters):
    """`state` is drawn as tabs."""

    state = TextField("State")

    def conditions(self) -> list[Condition]:
        """What an alert must meet; only for a form that validates."""
        wanted = STATES.get(self.state.data or "")
        return [] if wanted is None else [wanted]


class MutingForm(ReasonForm):
    REASONS: ClassVar = {
        "known": "Known, and being mended",
        "planned": "Planned work",
        "provider": "The provider announced it",
        "threshold": "The threshold does not fit",
        "other": "Another reason",
    }
    SPANS: ClassVar = {
        "1": ("An hour", timedelta(hours=1)),
        "4": ("Four hours", timedelta(hours=4)),
        "24": ("A day", timedelta(days=1)),
        "168": ("A week", timedelta(days=7)),
    }

    span = SelectField("For how long", default="1", choices=choices((key, text) for key, (text, _) in SPANS.items()))

    @property
    def wanted(self) -> timedelta:
        """Only for a form that validates."""
        return self.SPANS[self.span.data][1]
