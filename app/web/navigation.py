"""The side navigation: drawn from what the areas offer and the staff member may open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flask import current_app, request, url_for
from flask_login import current_user

from app.security.permissions import Permission
from app.web import waiting

GROUPS = ("", "Players", "Money", "Games", "Control", "System")


@dataclass(frozen=True)
class Place:
    """An entry of a blueprint's NAVIGATION. `covers`: endpoints that belong to it; `letter`: the key after g."""

    group: str
    label: str
    icon: str
    endpoint: str
    permission: Permission
    covers: frozenset[str] = frozenset()
    letter: str = ""

    @property
    def address(self) -> str:
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        return request.endpoint == self.endpoint or request.endpoint in self.covers


def open_places() -> list[Place]:
    """What the signed-in staff member may open, in the order of the groups."""
    offered: Iterable[Place] = current_app.extensions.get("navigation", ())
    return sorted(
        (place for place in offered if current_user.may(place.permission)), key=lambda place: GROUPS.index(place.group)
    )


def home() -> Place | None:
    """Where somebody begins: at what waits for them, if their work ever waits; else at the first page they may open."""
    places = {place.endpoint: place for place in open_places()}
    inbox = places.pop("inbox.show_inbox", None)
    return (
        inbox if inbox and any(source.is_work for source in waiting.sources()) else next(iter(places.values()), inbox)
    )


def grouped() -> Iterator[tuple[str, list[Place]]]:
    """The open places under their group's name."""
    for name, places in groupby(open_places(), key=lambda place: place.group):
        yield name, list(places)
