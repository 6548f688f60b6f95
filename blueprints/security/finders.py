"""How staff are found: by their id, as records name them."""

from app.areas.security.permissions import Security
from app.queries import staff_members
from app.queries.staff_members import SeenMember
from app.web.finding import by_id


def _say(found: SeenMember) -> str:
    return f"{found.name}, {found.state[0].lower()}"


FINDERS = (
    by_id(
        "Staff",
        "st",
        Security.STAFF_READ,
        one=staff_members.one,
        endpoint="security.show_member",
        argument="staff_id",
        say=_say,
    ),
)
