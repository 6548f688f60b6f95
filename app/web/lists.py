"""What every list is drawn from: the filters of its address, and its rows between the tabs and the turns of a page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Self, TypeVar

from flask import current_app, has_request_context, request
from flask_login import current_user
from wtforms import Form

from app.queries import offered
from app.queries.keyset import Page, Window
from app.security.decorators import declaration_of
from app.web import cursors
from app.web.columns import Arguments, Layout
from app.web.forms import choices
from app.web.tables import chips, cleared, with_what_returns

ANY = ("", "Any")
Offers = Mapping[str, Sequence[tuple[str, str]]]
Found = Callable[[Window, bool], Page[Any]]


class Filters(Form):
    """What a list can be narrowed by: `RELATIONS` names the fields that are drawn as chips, and what joins each to
    its value."""

    RELATIONS: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def read(cls, arguments: Arguments | None = None) -> Self:
        """From `arguments`, else from the address."""
        form = cls(request.args if arguments is None else arguments)
        for name, offer in in_reach(cls.offers()).items():
            getattr(form, name).choices = choices([ANY, *offer])
        return form

    @classmethod
    def offers(cls) -> Offers:
        """The fields whose choices are known only when the list is drawn, as (value, label)."""
        return {}


def in_reach(offers: Offers) -> Offers:
    """Without the brands where the person who asks does not hold the right to this page: what they are called is not
    theirs to know. A job was narrowed when it was asked for."""
    view = current_app.view_functions.get(request.endpoint or "") if has_request_context() else None
    declared = declaration_of(view) if view else None
    if "brand" not in offers or declared is None or declared.permission is None or declared.scheme:
        return offers
    brands = current_user.brands_for(declared.permission)
    return offers if brands is None else {**offers, "brand": offered.brands(brands)}


F = TypeVar("F", bound=Filters)


def drawn(filters: F, layout: Layout, find: Found, total: Callable[[F], str] | None = None) -> dict[str, Any]:
    """The parts of a list that are the same in every area; `find` gets the window and whether the oldest come first.

    With `total`, which counts what other filters leave, a list that shows nothing says what each filter holds back.
    """
    is_valid = filters.validate()
    found = find(cursors.window(), not layout.falls) if is_valid else Page[Any](())
    narrowed = chips(filters, filters.RELATIONS)
    if total and is_valid and not found.rows:
        narrowed = with_what_returns(narrowed, lambda others: _left(type(filters).read(others), total))
    return {
        "page": found,
        "layout": layout,
        "filters": filters,
        "chips": narrowed,
        "clear": cleared([*filters.RELATIONS]),
        "turns": cursors.turns(found),
    }


def _left(others: F, total: Callable[[F], str]) -> str:
    """Each of the other filters was read once already, so that they can be read."""
    return total(others) if others.validate() else ""
