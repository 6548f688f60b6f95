"""What the audit log can be narrowed by."""

from typing import ClassVar

from wtforms import Field, SelectField, ValidationError

from app.audit import events
from app.audit.who import AN_ID
from app.ids import inside
from app.queries import actors, audit_records, staff_names
from app.queries.keyset import Sought
from app.web.forms import IdField, MomentField, TextField, choices
from app.web.lists import ANY, Filters

# What a tab shows: the phase, and the outcome where that says more.
VIEWS = {
    "": ("Done", "effect", ""),
    "refused": ("Refused", "refusal", ""),
    "out-of-reach": ("Out of reach", "refusal", "out_of_reach"),
    "tried": ("Tried", "attempt", ""),
    "all": ("All", "", ""),
}


class RecordFilters(Filters):
    """`view` is drawn as tabs."""

    view = TextField("View")
    actor = TextField("By", longest=254)
    kind = SelectField("Kind of actor", choices=choices([ANY, *actors.KINDS.items()]), default="")
    target = TextField("About", longest=80)
    name = TextField("Action", longest=80, render_kw={"list": "actions"})
    request = IdField("Request", "rq")
    since = MomentField("From")
    until = MomentField("Before")

    RELATIONS: ClassVar = {
        "actor": "is",
        "kind": "is",
        "target": "is",
        "name": "is",
        "request": "is",
        "since": "≥",
        "until": "<",
    }

    def validate_actor(self, field: Field) -> None:
        if field.data and not self.actor_id:
            raise ValidationError("An id of staff, their whole e-mail address, or the number of a tool’s key.")

    def validate_view(self, field: Field) -> None:
        if (field.data or "") not in VIEWS:
            field.data = ""

    @property
    def actor_id(self) -> str:
        """As records name whoever acted."""
        text = self.actor.data or ""
        if "@" in text:
            return staff_names.with_email(text)
        return text if text.isdecimal() or (text.startswith("st_") and AN_ID.fullmatch(text)) else ""

    def sought(self) -> Sought:
        """Only of a form that validates."""
        _, phase, outcome = VIEWS[self.view.data or ""]
        actor, wanted = self.actor_id, self.request.data
        kind = ("staff" if actor.startswith("st_") else "api_key") if actor else self.kind.data
        return audit_records.sought(
            target=self.target.data or "",
            actor=(kind, actor),
            request=inside("rq", wanted) if wanted else None,
            name=self.name.data or "",
            phase=phase,
            outcome=outcome,
            since=self.since.value,
            until=self.until.value,
        )

    def followed(self) -> list[tuple[str, str]]:
        """Whom or what the search follows: how, and the id."""
        asked = {"actor": self.actor_id, "target": self.target.data, "request": self.request.data}
        return [(how, found) for how, found in asked.items() if found]


def actions() -> list[str]:
    """The names of everything that is recorded as done."""
    return sorted(event.name for event in events.every())
