"""Lists whose filters may be kept under a name, and the tabs of those that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.errors import NotFound
from app.models.saved_view import SavedView
from app.queries import saved_views
from app.security.decorators import declaration_of
from app.security.sessions import current_staff
from app.web.tables import Tab

Arguments = MultiDict[str, str]
SHOWN = 3  # as tabs of their own
LAID_OUT = ("cols", "sort")  # what a list whose columns can be chosen keeps besides its filters


@dataclass(frozen=True)
class KeptList:
    """A list that an area offers: the endpoint that draws it, and the arguments that narrow it."""

    endpoint: str
    title: str
    arguments: frozenset[str]

    @property
    def may_be_opened(self) -> bool:
        declared = declaration_of(current_app.view_functions[self.endpoint])
        return bool(declared and declared.permission and current_user.may(declared.permission))

    def query(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Only what narrows this list, in one order: no page, no open record, nothing that leads elsewhere.

        What is said twice counts once, as the list itself reads it; the boxes of the column chooser count each.
        """
        first = dict(reversed([(name, value) for name, value in pairs if name in self.arguments]))
        if chosen := [value for name, value in pairs if name == "cols" and name in self.arguments]:
            first["cols"] = ",".join(chosen)
        return urlencode(sorted((name, value) for name, value in first.items() if value))

    def address(self, query: str) -> str:
        """Where it is drawn so; what the list no longer knows is left out."""
        known = self.query(parse_qsl(query))
        return url_for(self.endpoint) + (f"?{known}" if known else "")

    def forgotten(self, query: str) -> list[str]:
        """What a kept view was narrowed by that the list no longer knows."""
        return [name for name, _ in parse_qsl(query) if name not in self.arguments]


@dataclass(frozen=True)
class Action:
    """What may be done about the views of a list, and where."""

    label: str
    address: str


@dataclass(frozen=True)
class Saved:
    """What stands beside a list's own tabs: the first few views, the others in a menu, what may be done about them."""

    tabs: Sequence[Tab]
    more: Sequence[Tab]
    action: Action | None

    @property
    def is_current(self) -> bool:
        return any(tab.is_current for tab in self.tabs)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["saved_views"] = saved  # pyright: ignore[reportArgumentType]


def arguments(form: type[Form], *more: str) -> frozenset[str]:
    """The fields of a list's filters, and what else its address may say."""
    return frozenset({*form()._fields, *more})


def lists() -> dict[str, KeptList]:
    """Those that the person who asks may open, by endpoint."""
    offered: dict[str, KeptList] = current_app.extensions["kept_lists"]
    return {name: each for name, each in offered.items() if each.may_be_opened}


def named(endpoint: str) -> KeptList:
    """Raises NotFound when there is no such list for the person who asks."""
    if found := lists().get(endpoint):
        return found
    raise NotFound("There is no such list.")


def saved() -> Saved:
    """Of the list that this request draws."""
    kept = named(request.endpoint or "")
    now = kept.query(list(request.args.items(multi=True)))
    found = saved_views.shown([kept.endpoint], current_staff().id)
    current = next((view for view in found if view.query == now), None)
    first = [*found[:SHOWN], *([current] if current and current not in found[:SHOWN] else [])]
    tabs = [_tab(kept, view, view is current) for view in first]
    more = [_tab(kept, view, False) for view in found if view not in first]
    return Saved(tabs, more, _action(kept, now, current, bool(found)))


def _tab(kept: KeptList, view: SavedView, is_current: bool) -> Tab:
    if kept.forgotten(view.query):
        return Tab(view.name, kept.address(view.query), is_current, "incomplete", is_warm=True)
    return Tab(view.name, kept.address(view.query), is_current, "shared" if view.is_shared else "")


def _action(kept: KeptList, now: str, current: SavedView | None, is_any: bool) -> Action | None:
    if current and current.staff_id == current_staff().id:
        return Action("Change view", url_for("views.show_view", view_id=current.outside_id))
    if now and not current:
        return Action("Save view", url_for("views.show_new_view", list=kept.endpoint, query=now))
    return Action("Saved views", url_for("views.list_views")) if is_any else None
