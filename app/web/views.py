"""Lists whose filters may be kept under a name, and the tabs of those that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import Flask, current_app, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.errors import NotFound
from app.queries import saved_views
from app.security.decorators import declaration_of
from app.security.sessions import current_staff
from app.web.tables import Tab

Arguments = MultiDict[str, str]


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
        """Only what narrows this list, in one order: no page, no open record, nothing that leads elsewhere."""
        return urlencode(sorted((name, value) for name, value in pairs if name in self.arguments and value))

    def address(self, query: str) -> str:
        """Where it is drawn so; what the list no longer knows is left out."""
        known = self.query(parse_qsl(query))
        return url_for(self.endpoint) + (f"?{known}" if known else "")


@dataclass(frozen=True)
class Saved:
    """What stands beside a list's own tabs; `new` keeps the list as it is shown now."""

    tabs: Sequence[Tab]
    new: str

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
    found = [
        Tab(each.name, kept.address(each.query), each.query == now, "shared" if each.is_shared else "")
        for each in saved_views.shown([kept.endpoint], current_staff().id)
    ]
    return Saved(found, url_for("views.show_new_view", list=kept.endpoint, query=now))
