"""What the list of staff and the record of one show."""

from typing import Any

from app.areas.security.permissions import Security
from app.ids import inside
from app.queries import records, staff_members
from app.queries.reach import Brands
from app.queries.staff_members import SeenMember
from app.web import columns, lists, once
from app.web.columns import Column
from app.web.tables import tabs
from blueprints.security.forms import StaffFilters

COLUMNS = (
    Column("name", "Name", is_fixed=True),
    Column("email", "E-mail"),
    Column("roles", "Roles"),
    Column("state", "State"),
    Column("seen", "Last seen"),
    Column("added", "Added", sorts=True),
    Column("id", "Id", is_wide=True),
)
VIEWS = {"": "All", **{state: word for state, (word, _) in staff_members.STATES.items()}}
OVERVIEW, NOTED = {"": "Overview"}, {"did": "What they did", "audit": "What was done to them"}


def staff_list(filters: StaffFilters, brands: Brands) -> dict[str, Any]:
    """The page of staff that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-added"),
        lambda window, oldest_first: staff_members.listed(
            filters.conditions(), window, brands, oldest_first=oldest_first
        ),
    )
    return shown | {"tabs": tabs("state", VIEWS)}


def member_record(staff_id: str, brands: Brands, tab: str) -> dict[str, Any]:
    """A member, and what the open tab shows of them. The log names no brand, and they may have worked in others before:
    what it holds of them is for whoever may see them all."""
    member = staff_members.one(inside("st", staff_id), brands)
    parts = OVERVIEW if brands is not None else OVERVIEW | NOTED
    tab = tab if tab in parts else ""
    return {
        "member": member,
        "tab": tab,
        "tabs": tabs("tab", parts),
        "sessions": staff_members.sessions_of(member.row_id),
        "records": _records(member, tab),
        "may": Security,
        "once": once.given,
    }


def _records(member: SeenMember, tab: str) -> list[records.Record]:
    if not tab:
        return []
    return records.about(member.id) if tab == "audit" else records.of_staff(member.id)
