"""Finding records by any identifier: a registry that each area fills with the FINDERS of its blueprint package."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_login import current_user

from app.errors import NotFound
from app.ids import ALPHABET, inside
from app.queries.reach import Brands
from app.security.permissions import Permission

FEWEST = 3  # shorter texts find too much to be of use
SHORTENED = re.compile(rf"([a-z]{{2}}_)?(…|\.{{3}})?[{ALPHABET}]{{8}}")  # as the filter `short` writes an id


@dataclass(frozen=True)
class Hit:
    """One record that was found, without personal data."""

    title: str
    detail: str
    address: str


@dataclass(frozen=True)
class Finder:
    """How one kind of record is found. `prefix`: an id that begins with it leads straight to its record."""

    group: str
    permission: Permission
    find: Callable[[str, Brands], Sequence[Hit]]
    prefix: str = ""
    more: str = ""  # the endpoint that shows all of this group

    def found(self, text: str) -> Sequence[Hit]:
        """What this finder finds for the signed-in staff member, in the brands that are theirs."""
        if not current_user.may(self.permission):
            return ()
        return self.find(text, current_user.brands_for(self.permission))


@dataclass(frozen=True)
class Group:
    """What one finder found."""

    name: str
    hits: Sequence[Hit]
    more: str = ""


def by_id(
    group: str,
    prefix: str,
    permission: Permission,
    *,
    one: Callable[[UUID, Brands], Any],
    endpoint: str,
    argument: str,
    say: Callable[[Any], str],
) -> Finder:
    """A finder for records with an id of their own; `say` tells one from another in a few words."""

    def find(text: str, brands: Brands) -> Sequence[Hit]:
        try:
            record = one(inside(prefix, text), brands)
        except NotFound:
            return ()
        values: dict[str, Any] = {argument: text}
        return (Hit(text, say(record), url_for(endpoint, **values)),)

    return Finder(group, permission, find, prefix)


def groups(text: str) -> list[Group]:
    """Everything that `text` finds, finder by finder."""
    wanted = text.strip()
    if len(wanted) < FEWEST:
        return []
    found = [Group(finder.group, finder.found(wanted), _more(finder, wanted)) for finder in _asked(wanted)]
    return [group for group in found if group.hits]


def is_shortened(text: str) -> bool:
    """Whether `text` may be the end of an id: no index leads from there to its record, one for every bet would."""
    return SHORTENED.fullmatch(text) is not None


def direct(text: str) -> str:
    """Where an exact id leads; empty when it is none, or of nothing the staff member may see."""
    hits = [hit for finder in _asked(text.strip()) if finder.prefix for hit in finder.found(text.strip())]
    return hits[0].address if len(hits) == 1 else ""


def _asked(text: str) -> Iterator[Finder]:
    """An id asks only whom it is of: nobody searches mail addresses for a round."""
    offered: Sequence[Finder] = current_app.extensions.get("finders", ())
    prefix = text.partition("_")[0] if "_" in text else ""
    of_it = [finder for finder in offered if finder.prefix and finder.prefix == prefix]
    yield from of_it or [finder for finder in offered if not finder.prefix]


def _more(finder: Finder, text: str) -> str:
    return url_for(finder.more, q=text) if finder.more else ""
