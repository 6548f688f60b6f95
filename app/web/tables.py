"""The parts of a list page: its tabs and the chips that say how it is narrowed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from flask import request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, SelectField

from app.security.permissions import Permission
from app.web.addresses import here
from app.web.filters import clock, day
from app.web.forms import DayField, MomentField


@dataclass(frozen=True)
class Tab:
    """One view of a list. `count` in words, where it is known; warm when a promise is near."""

    label: str
    address: str
    is_current: bool
    count: str = ""
    is_warm: bool = False


@dataclass(frozen=True)
class Part:
    """A page of an area that has several, for whoever may look at it."""

    name: str
    label: str
    endpoint: str
    permission: Permission


@dataclass(frozen=True)
class Chip:
    """One filter that is on; `without` is the same list without it, and `brings` how many rows that would show."""

    label: str
    relation: str
    text: str
    without: str
    name: str = ""
    brings: str = ""


def tabs(
    name: str, views: Mapping[str, str], counts: Mapping[str, str] | None = None, warm: Collection[str] = ()
) -> list[Tab]:
    """A tab for each value of the argument `name`; the empty one drops it. No record stays open behind another tab."""
    current, known = request.args.get(name, ""), counts or {}
    return [
        Tab(label, here(**{name: value, "open": None}), value == current, known.get(value, ""), value in warm)
        for value, label in views.items()
    ]


def parts(offered: Sequence[Part], current: str) -> list[Tab]:
    """A tab for each part of an area that the signed-in staff member may open."""
    return [
        Tab(part.label, url_for(part.endpoint), part.name == current)
        for part in offered
        if current_user.may(part.permission)
    ]


def chips(form: Form, relations: Mapping[str, str]) -> list[Chip]:
    """A chip for each field that is filled in, drawn from the address: no filter is on unseen."""
    filled = [(name, field) for name, field in form._fields.items() if name in relations and field.data]
    return [Chip(_name(field), relations[name], _text(field), here(**{name: None}), name) for name, field in filled]


def with_what_returns(found: Sequence[Chip], count: Callable[[MultiDict[str, str]], str]) -> list[Chip]:
    """The chips of a list that shows nothing, each with what its removal brings back: `count` of the other filters."""
    return [replace(chip, brings=count(_without(chip.name))) for chip in found]


def _without(name: str) -> MultiDict[str, str]:
    return MultiDict((key, value) for key, value in request.args.items(multi=True) if key != name)


def in_words(form: Form, relations: Mapping[str, str], views: Sequence[str] = ()) -> str:
    """Every filter that is on, as one line: “Settled; Player is pl_…; Stake ≥ 5”."""
    filled = [(name, field) for name, field in form._fields.items() if name in relations and field.data]
    return "; ".join([*views, *(f"{_name(field)} {relations[name]} {_text(field)}" for name, field in filled)])


def cleared(names: Sequence[str]) -> str:
    """The same list without any of these filters."""
    return here(**dict.fromkeys(names))


def _name(field: Field) -> str:
    return str(field.label.text)


def _text(field: Field) -> str:
    if isinstance(field, SelectField):
        return next((label for value, label, *_ in field.iter_choices() if value == field.data), str(field.data))
    if isinstance(field, DayField | MomentField):
        return _when(field)
    return "yes" if field.data is True else str(field.data)


def _when(field: DayField | MomentField) -> str:
    """As days and moments read elsewhere, to the second only where one is asked for; what is none as it was typed."""
    typed = str(field.data)
    try:
        at = field.value
    except ValueError:
        return typed
    if not isinstance(at, datetime) or "T" not in typed:
        return day(at) if at else typed
    return f"{day(at)} {clock(at) if at.second else clock(at)[:5]}"
