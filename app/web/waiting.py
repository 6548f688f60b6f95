"""What waits for a person: a registry that each area fills with the INBOX of its blueprint package."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from app.extensions import planned_once
from app.queries.reach import Brands
from app.security.permissions import Permission

SHOWN = 5


@dataclass(frozen=True)
class Item:
    """One thing that waits: since when, and until when somebody was promised an answer, if anybody was."""

    title: str
    detail: str
    address: str
    since: datetime
    due_at: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """All that waits of one kind: the first SHOWN of it, the most urgent first, and how many there are in words."""

    count: str
    items: Sequence[Item]


NOTHING = Waiting("", ())


@dataclass(frozen=True)
class Source:
    """One kind of work and who does it: `find` is asked in the brands where they may; `query` opens the whole list.

    `is_work`: somebody else waits for it to be done; whoever has such work begins their day with it.
    """

    label: str
    permission: Permission
    endpoint: str
    find: Callable[[Brands], Waiting]
    query: tuple[tuple[str, str], ...] = ()
    is_work: bool = True

    @property
    def address(self) -> str:
        """Where all of it stands."""
        values: dict[str, Any] = dict(self.query)
        return url_for(self.endpoint, **values)


def sources() -> list[Source]:
    """The kinds of work that the signed-in staff member may do."""
    offered: Sequence[Source] = current_app.extensions.get("inbox", ())
    return [source for source in offered if current_user.may(source.permission)]


def found() -> list[tuple[Source, Waiting]]:
    """What waits for the signed-in staff member, kind by kind; kinds of which nothing waits are left out."""
    with planned_once():
        asked = [(source, source.find(current_user.brands_for(source.permission))) for source in sources()]
    return [(source, waiting) for source, waiting in asked if waiting.items]
