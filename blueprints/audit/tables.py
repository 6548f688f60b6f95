"""What the list of audit records and one of them show."""

from typing import Any

from app.ids import inside
from app.queries import audit_records
from app.queries.audit_records import SeenRecord
from app.security.sessions import current_staff
from app.services import audit_reading
from app.web import columns, cursors, finding, lists
from app.web.columns import Column
from app.web.differences import Difference
from app.web.tables import tabs
from blueprints.audit.forms import VIEWS, RecordFilters, actions

COLUMNS = (
    Column("at", "When", is_fixed=True, sorts=True),
    Column("by", "By"),
    Column("sentence", "What"),
    Column("name", "Action"),
    Column("outcome", "Outcome"),
    Column("target", "About", is_wide=True),
    Column("id", "Record", is_hidden=True),
)
BEFORE_AND_AFTER = (("was", "now"), ("before", "after"))


def record_list(filters: RecordFilters) -> dict[str, Any]:
    """The page of records that the address asks for; following somebody is remembered, once for all of its pages."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-at"),
        lambda window, oldest_first: audit_records.listed(filters.sought(), window, oldest_first=oldest_first),
        lambda others: audit_records.total(others.sought()),
    )
    for how, whom in filters.followed() if not filters.errors else ():
        audit_reading.note(how, whom, by=current_staff(), goes_on=not cursors.window().is_first)
    views = {name: label for name, (label, _, _) in VIEWS.items()}
    return shown | {"tabs": tabs("view", views), "actions": actions()}


def record(record_id: str) -> dict[str, Any]:
    """One record: what it changed, what else its request left, and where the things it names are found."""
    found = audit_records.one(inside("ev", record_id))
    told = {name for pair in BEFORE_AND_AFTER for name in pair}
    return {
        "record": found,
        "lines": differences(found),
        "facts": {name: _text(value) for name, value in found.data.items() if name not in told},
        "siblings": audit_records.of_request(found.request_key),
        "place": finding.direct(found.target) if "_" in found.target else "",
    }


def differences(found: SeenRecord) -> list[Difference]:
    """What stood there before and what after, where the event says both."""
    pairs = [(old, new) for old, new in BEFORE_AND_AFTER if old in found.data and new in found.data]
    return [Difference("Value", _text(found.data[old]), _text(found.data[new])) for old, new in pairs]


def _text(value: Any) -> str:
    return "yes" if value is True else "no" if value is False else str(value)
