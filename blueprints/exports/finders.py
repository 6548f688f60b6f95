"""How exports are found: one’s own by their ids, whatever the brand."""

from uuid import UUID

from app.areas.exports.permissions import Exports
from app.queries import exports
from app.queries.exports import SeenExport
from app.queries.reach import Brands
from app.security.sessions import current_staff
from app.web.finding import by_id


def _one(export_id: UUID, _: Brands) -> SeenExport:
    return exports.one(export_id, current_staff().id)


def _say(found: SeenExport) -> str:
    return f"{found.job.title}, {found.job.state}"


FINDERS = (
    by_id(
        "Exports",
        "ex",
        Exports.OWN_READ,
        one=_one,
        endpoint="exports.show_export",
        argument="export_id",
        say=_say,
    ),
)
