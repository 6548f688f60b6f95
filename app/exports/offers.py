"""What an area offers to be exported; each blueprint package names its own in EXPORTS."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from flask import current_app
from werkzeug.datastructures import MultiDict

from app.errors import NotFound
from app.exports.cells import Cell
from app.queries.keyset import AnyRow, AnySelect
from app.queries.reach import Brands
from app.security.permissions import Permission

Arguments = MultiDict[str, str]


@dataclass(frozen=True)
class Column:
    """A heading and how its cell is read off a row."""

    title: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Filters:
    """What the list's own filters say: in words, and as `sought`, which is whatever the offer's `select` takes."""

    sought: Any
    words: str


@dataclass(frozen=True)
class Asker:
    """Who asks, and the brands that this person may see of the list; None: every brand."""

    staff_id: int
    brands: Brands


@dataclass(frozen=True)
class Offer:
    """A list that may be taken out. `read` raises Invalid for faulty filters, NotFound for what is not theirs."""

    name: str
    noun: str
    permission: Permission
    columns: tuple[Column, ...]
    read: Callable[[Arguments, Asker], Filters]
    select: Callable[[Any, Brands], AnySelect]
    seen: Callable[[AnyRow], Any]


def named(name: str) -> Offer:
    """Raises NotFound for a list nobody offers."""
    offered = cast("dict[str, Offer]", current_app.extensions.get("exports", {}))
    if name not in offered:
        raise NotFound("This list cannot be exported.")
    return offered[name]
