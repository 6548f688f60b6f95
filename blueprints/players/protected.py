"""What protected a player, in one line of time: suspensions, restrictions, and what took them back."""

from app.queries import restrictions
from app.queries.restrictions import Deed, SeenRestriction
from app.web.filters import moment
from app.web.timeline import Entry

CHANGES = {"suspended": ("Suspended", "lock", "bad"), "active": ("Reactivated", "done", "")}


def entries(player_id: int) -> list[Entry]:
    """The newest first: three queries."""
    found = restrictions.of(player_id)
    told = [_entry(each.deed, *CHANGES[each.after]) for each in found.changes if each.after in CHANGES]
    for each in found.restrictions:
        told.append(_entry(each.imposed, f"{each.label} restricted", "lock", "warn", _until(each)))
        if each.lifted:
            told.append(_entry(each.lifted, f"{each.label} free again"))
    return sorted(told, key=lambda each: each.at, reverse=True)


def _entry(deed: Deed, title: str, sign: str = "done", tone: str = "", until: str = "") -> Entry:
    said = ". ".join(filter(None, (deed.reason, until, deed.text.rstrip("."))))
    return Entry(deed.at, title, said, by=deed.by, sign=sign, tone=tone)


def _until(each: SeenRestriction) -> str:
    return f"Until {moment(each.until)}" if each.until else ""
