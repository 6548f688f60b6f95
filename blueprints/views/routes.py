"""Keeping a list as it is narrowed: saved, renamed, removed, shared."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from flask import Blueprint, Response, request, url_for
from flask_login import current_user

from app.areas.views.permissions import Views
from app.errors import Invalid
from app.models.saved_view import SavedView
from app.queries import saved_views as queries
from app.security.decorators import requires
from app.security.sessions import current_staff
from app.services import saved_views
from app.web import views
from app.web.answers import page
from app.web.flashes import done
from app.web.views import KeptList
from blueprints.views.forms import ViewForm

blueprint = Blueprint("views", __name__, url_prefix="/views")
LONGEST = 2_000


@blueprint.get("")
@requires(Views.OWN_MANAGE)
def list_views() -> Response:
    lists = views.lists()
    found = queries.shown(list(lists), current_staff().id)
    return page("views/views.html", views=found, lists=lists, me=current_staff().id)


@blueprint.get("/new")
@requires(Views.OWN_MANAGE)
def show_new_view() -> Response:
    return _asking(*_wanted(request.args), ViewForm())


@blueprint.post("")
@requires(Views.OWN_MANAGE)
def save_view() -> Response:
    kept, query = _wanted(request.form)
    form = ViewForm()
    if not _worked(form, lambda name: saved_views.save(kept.endpoint, name, query, by=current_staff())):
        return _asking(kept, query, form)
    return done(kept.address(query), "The view is kept.")


@blueprint.get("/<view_id>")
@requires(Views.OWN_MANAGE)
def show_view(view_id: str) -> Response:
    return _view_page(view_id, None)


@blueprint.post("/<view_id>/name")
@requires(Views.OWN_MANAGE)
def rename_view(view_id: str) -> Response:
    form = ViewForm()
    if not _worked(form, lambda name: _change(saved_views.rename, view_id, name)):
        return _view_page(view_id, form)
    return done(url_for(".list_views"), "The view is renamed.")


@blueprint.post("/<view_id>/removal")
@requires(Views.OWN_MANAGE)
def remove_view(view_id: str) -> Response:
    _change(saved_views.remove, view_id)
    return done(url_for(".list_views"), "The view is removed.")


@blueprint.post("/<view_id>/sharing")
@requires(Views.SHARED_MANAGE)
def share_view(view_id: str) -> Response:
    _change(saved_views.share, view_id)
    return done(url_for(".list_views"), "Everybody who may open the list sees the view now.")


@blueprint.post("/<view_id>/unsharing")
@requires(Views.SHARED_MANAGE)
def unshare_view(view_id: str) -> Response:
    _change(saved_views.unshare, view_id)
    return done(url_for(".list_views"), "Only its owner sees the view now.")


def _change(act: Callable[..., None], *what: str) -> None:
    """On a list that one may not open, there is nothing to change."""
    act(*what, by=current_staff(), lists=list(views.lists()))


def _wanted(arguments: views.Arguments) -> tuple[KeptList, str]:
    """Which list is meant, and how it is narrowed; what the list does not know is dropped."""
    kept = views.named(arguments.get("list", ""))
    query = kept.query(parse_qsl(arguments.get("query", "")))
    if not query:
        raise Invalid("Nothing narrows this list. Filter it first, then keep that as a view.")
    if len(query) > LONGEST:
        raise Invalid("These filters are too long to be kept.")
    return kept, query


def _worked(form: ViewForm, act: Callable[[str], object]) -> bool:
    """Whether the name was good and the act took it; what stood in the way stands in the form."""
    if not form.validate_on_submit():
        return False
    try:
        act(form.name.data or "")
    except Invalid as refused:
        form.name.errors = [refused.message]
        return False
    return True


def _asking(kept: KeptList, query: str, form: ViewForm) -> Response:
    status = 422 if form.errors else 200
    return page("views/new.html", status=status, kept=kept, query=query, form=form, back=kept.address(query))


def _view_page(view_id: str, form: ViewForm | None) -> Response:
    view = queries.one(view_id, list(views.lists()), current_staff().id)
    status, form, kept = 422 if form else 200, form or ViewForm(name=view.name), views.named(view.list)
    shown = {"view": view, "kept": kept, "forgotten": kept.forgotten(view.query), "form": form}
    return page("views/view.html", status=status, **shown, **_rights(view))


def _rights(view: SavedView) -> dict[str, Any]:
    """Which buttons work; `answered_for` says to an owner why some do not."""
    is_mine, may_share = view.staff_id == current_staff().id, current_user.brands_for(Views.SHARED_MANAGE) is None
    may_change = is_mine and (may_share or not view.is_shared)
    told = saved_views.ANSWERED_FOR
    return {"is_mine": is_mine, "may_share": may_share, "may_change": may_change, "answered_for": told}
