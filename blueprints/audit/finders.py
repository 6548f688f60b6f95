"""How an audit record is found: by its id."""

from collections.abc import Collection
from uuid import UUID

from app.areas.audit.permissions import Audit
from app.errors import NotFound
from app.queries import audit_records
from app.queries.audit_records import SeenRecord
from app.web.finding import by_id


def _one(event_id: UUID, brands: Collection[int] | None) -> SeenRecord:
    """The log is of every brand; raises NotFound for whoever holds the right for some only."""
    if brands is not None:
        raise NotFound("There is no such record.")
    return audit_records.one(event_id)


def _say(found: SeenRecord) -> str:
    return f"{found.name}, {found.state[0].lower()}"


FINDERS = (
    by_id(
        "Audit records",
        "ev",
        Audit.RECORDS_READ,
        one=_one,
        endpoint="audit.show_record",
        argument="record_id",
        say=_say,
    ),
)
