"""The side navigation: drawn from what the areas offer and the staff member may open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import current_app, g, request, url_for
from flask_login import current_user

from app.security.permissions import Permission
from app.web import waiting

GROUPS = ("", "Players", "Money", "Games", "Control", "System")


@dataclass(frozen=True)
class Place:
    """An entry of a blueprint's NAVIGATION. `letter`: the key after g.

    `under`: what belongs to it beside what lies under its own address, as routes write their addresses.
    `desk`: whoever holds it has their work here.
    """

    group: str
    label: str
    icon: str
    endpoint: str
    permission: Permission
    letter: str = ""
    under: tuple[str, ...] = ()
    desk: Permission | None = None

    @property
    def address(self) -> str:
        return url_for(self.endpoint)

    @property
    def is_current(self) -> bool:
        if "place" not in g:  # asked of every entry of a page
            g.place = place_of(request.url_rule.rule) if request.url_rule else None
        return g.place is self

    def nearness(self, rule: str) -> int:
        """How much of `rule` leads here; 0 when it does not."""
        above = (each.rstrip("/") for each in (self.address, *self.under))
        return max((len(each) for each in above if f"{rule}/".startswith(f"{each}/")), default=0)


def place_of(rule: str) -> Place | None:
    """The place that a page belongs to: the nearest above it."""
    nearest = max(_offered(), key=lambda place: place.nearness(rule), default=None)
    return nearest if nearest and nearest.nearness(rule) else None


def open_places() -> list[Place]:
    """What the signed-in staff member may open, in the order of the groups."""
    mine = (place for place in _offered() if current_user.may(place.permission))
    return sorted(mine, key=lambda place: GROUPS.index(place.group))


def home() -> Place | None:
    """Where somebody begins: at what waits for them, if their work ever waits; else at their desk, if a page is one;
    else at the first page they may open."""
    places = {place.endpoint: place for place in open_places()}
    inbox = places.pop("inbox.show_inbox", None)
    if inbox and any(source.is_work for source in waiting.sources()):
        return inbox
    desks = (place for place in places.values() if place.desk and current_user.may(place.desk))
    return next(desks, None) or next(iter(places.values()), inbox)


def grouped() -> Iterator[tuple[str, list[Place]]]:
    """The open places under their group's name."""
    for name, places in groupby(open_places(), key=lambda place: place.group):
        yield name, list(places)


def _offered() -> Sequence[Place]:
    return current_app.extensions.get("navigation", ())
