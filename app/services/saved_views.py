"""Saved views: kept, renamed and removed by whoever made them, shared by whoever may."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.exc import IntegrityError

from app.areas.views import events
from app.audit import log
from app.errors import Invalid, NotFound
from app.extensions import db, transaction
from app.ids import inside
from app.models.saved_view import SavedView
from app.models.staff import Staff


def save(list_name: str, name: str, query: str, *, by: Staff) -> SavedView:
    """Raises Invalid when `by` has a view of that name on this list."""
    with transaction():
        view = SavedView(staff_id=by.id, list=list_name, name=name, query=query)
        db.session.add(view)
        _insist_on_one_of_a_name()
        log.record(events.ViewSaved(target=view.outside_id, list=list_name))
    return view


def rename(view_id: str, name: str, *, by: Staff) -> None:
    """Raises NotFound unless it is `by`’s own, Invalid when the name is taken."""
    with transaction():
        view = _locked(view_id, SavedView.staff_id == by.id)
        view.name = name
        _insist_on_one_of_a_name()
        log.record(events.ViewRenamed(target=view.outside_id, list=view.list))


def remove(view_id: str, *, by: Staff) -> None:
    """Raises NotFound unless it is `by`’s own."""
    with transaction():
        view = _locked(view_id, SavedView.staff_id == by.id)
        db.session.delete(view)
        log.record(events.ViewRemoved(target=view.outside_id, list=view.list))


def share(view_id: str, *, by: Staff) -> None:
    """Show one's own to everybody who may open its list; raises NotFound unless it is `by`’s own."""
    with transaction():
        view = _locked(view_id, SavedView.staff_id == by.id)
        view.is_shared = True
        log.record(events.ViewShared(target=view.outside_id, list=view.list))


def unshare(view_id: str, *, by: Staff, lists: Collection[str]) -> None:
    """Anybody's that is shared, of the lists that `by` may open; raises NotFound for any other."""
    with transaction():
        mine_or_shared = or_(SavedView.staff_id == by.id, SavedView.is_shared)
        view = _locked(view_id, mine_or_shared, SavedView.list.in_(lists))
        view.is_shared = False
        log.record(events.ViewUnshared(target=view.outside_id, list=view.list))


def _locked(view_id: str, *conditions: ColumnElement[bool]) -> SavedView:
    found = select(SavedView).where(SavedView.public_id == inside("sv", view_id), *conditions).with_for_update()
    view = db.session.scalar(found)
    if view is None:
        raise NotFound("There is no such view of yours.")
    return view


def _insist_on_one_of_a_name() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Invalid("You have a view of this name already.") from error
