"""The person behind a player: masked for everybody, whole only for whoever was let in."""

from dataclasses import dataclass

from app.extensions import db
from app.models.player import PlayerPerson

HIDDEN = "•••"


@dataclass(frozen=True)
class Person:
    """What a page may show of somebody."""

    name: str
    email: str
    born: str


def whole(player_id: int) -> Person | None:
    """In the clear; None where nothing is known. Only for `app.services.player_records`, which remembers who asked."""
    found = db.session.get(PlayerPerson, player_id)
    return found and Person(f"{found.first_name} {found.last_name}", found.email, found.birth_date.isoformat())


def masked(player_id: int) -> Person | None:
    """First letters and the year: enough to tell whether it is the person on the phone, not to write to them."""
    found = db.session.get(PlayerPerson, player_id)
    if found is None:
        return None
    local, _, host = found.email.partition("@")
    email = f"{_mask(local)}@{_mask(host)}.{host.rpartition('.')[2]}"
    return Person(f"{_mask(found.first_name)} {_mask(found.last_name)}", email, f"{found.birth_date.year}")


def _mask(text: str) -> str:
    return text[:1] + HIDDEN
