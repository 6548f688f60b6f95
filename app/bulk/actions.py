"""What an area offers to be done to many, chosen or all that match; each blueprint package names its own in BULK."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from flask import current_app
from sqlalchemy import SQLColumnExpression

from app.errors import Invalid, NotFound
from app.exports.offers import Arguments, Filters
from app.ids import inside
from app.models.staff import Staff
from app.queries.keyset import PAGE_SIZE, AnySelect
from app.queries.reach import Brands
from app.security.permissions import Permission

CHOSEN = "id"  # the argument that names a row, as often as there are rows


@dataclass(frozen=True)
class Why:
    """The reason that goes with every row."""

    code: str
    text: str


@dataclass(frozen=True)
class Action:
    """One act. `read` raises Invalid for filters that cannot be read; `select` finds rows with a `public_id`, the
    `key`; `judge` says why `staff_id` would leave a row alone, or None; `act` is the area's verb: it raises Refused;
    `record` is the address of one; `reasons` are those to choose from, code → words.
    """

    name: str
    verb: str
    noun: str
    permission: Permission
    prefix: str
    key: SQLColumnExpression[UUID]
    read: Callable[[Arguments], Filters]
    select: Callable[[list[Any], Brands], AnySelect]
    judge: Callable[[Any, int], str | None]
    act: Callable[[str, Why, Staff], object]
    record: Callable[[str], str]
    reasons: Mapping[str, str]

    @property
    def title(self) -> str:
        return f"{self.verb} {self.noun}"

    def filters(self, arguments: Arguments) -> Filters:
        """Of the rows that are named, else of all that match; raises Invalid for what cannot be read."""
        ids = dict.fromkeys(arguments.getlist(CHOSEN))
        return self._chosen([*ids]) if ids else self.read(arguments)

    def _chosen(self, ids: list[str]) -> Filters:
        if len(ids) > PAGE_SIZE:
            raise Invalid(f"At most {PAGE_SIZE} can be chosen one by one. Filter the list and choose all that match.")
        try:
            keys = [inside(self.prefix, each) for each in ids]
        except NotFound as error:
            raise Invalid(f"Something that was chosen is no id of {self.noun}. Choose again on the list.") from error
        return Filters([self.key.in_(keys)], f"{len(ids)} chosen one by one")


def named(name: str) -> Action:
    """Raises NotFound for an act nobody offers."""
    offered = cast("dict[str, Action]", current_app.extensions.get("bulk", {}))
    if name not in offered:
        raise NotFound("This cannot be done to many at once.")
    return offered[name]
