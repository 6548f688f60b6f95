"""Saved views: kept, renamed and removed by whoever made them, shared by whoever may.

What everybody sees is changed by those alone who may show something to everybody, also where it is their own.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.exc import IntegrityError

from app.areas.views import events
from app.areas.views.permissions import Views
from app.audit import log
from app.errors import Forbidden, Invalid, NotFound
from app.extensions import db, transaction
from app.ids import inside
from app.models.saved_view import SavedView
from app.models.staff import Staff
from app.security import scopes

MOST = 20  # of one person's on a list, and of those shared on a list
ANSWERED_FOR = (
    "Everybody sees this view. Ask somebody who may share views to share it no longer; then it is yours alone."
)


def save(list_name: str, name: str, query: str, *, by: Staff) -> SavedView:
    """Raises Invalid when `by` has a view of that name on this list, or too many."""
    with transaction():
        if _count(list_name, SavedView.staff_id == by.id) >= MOST:
            raise Invalid(f"You have {MOST} views of this list, which is the most. Remove one first.")
        view = SavedView(staff_id=by.id, list=list_name, name=name, query=query)
        db.session.add(view)
        _insist_on_one_of_a_name()
        log.record(events.ViewSaved(target=view.outside_id, list=list_name))
    return view


def rename(view_id: str, name: str, *, by: Staff, lists: Collection[str]) -> None:
    """As `_changeable` raises, and Invalid when the name is taken."""
    with transaction():
        view = _changeable(view_id, by, lists)
        view.name = name
        _insist_on_one_of_a_name()
        log.record(events.ViewRenamed(target=view.outside_id, list=view.list))


def remove(view_id: str, *, by: Staff, lists: Collection[str]) -> None:
    """Raises as `_changeable` does."""
    with transaction():
        view = _changeable(view_id, by, lists)
        db.session.delete(view)
        log.record(events.ViewRemoved(target=view.outside_id, list=view.list))


def share(view_id: str, *, by: Staff, lists: Collection[str]) -> None:
    """Show one's own to everybody who may open its list; raises NotFound, Forbidden, or Invalid when too many are."""
    with transaction():
        _insist_on_sharing(by)
        view = _locked(view_id, lists, SavedView.staff_id == by.id)
        if not view.is_shared and _count(view.list, SavedView.is_shared.is_(True)) >= MOST:
            raise Invalid(
                f"{MOST} views of this list are shared, which is the most. Share one of them no longer first."
            )
        view.is_shared = True
        log.record(events.ViewShared(target=view.outside_id, list=view.list))


def unshare(view_id: str, *, by: Staff, lists: Collection[str]) -> None:
    """Anybody's that is shared, of the lists that `by` may open; raises NotFound for any other, or Forbidden."""
    with transaction():
        _insist_on_sharing(by)
        view = _locked(view_id, lists, or_(SavedView.staff_id == by.id, SavedView.is_shared))
        view.is_shared = False
        log.record(events.ViewUnshared(target=view.outside_id, list=view.list))


def _changeable(view_id: str, by: Staff, lists: Collection[str]) -> SavedView:
    """One’s own for a shared one when `by` may no longer answer for what everybody sees."""
    view = _locked(view_id, lists, SavedView.staff_id == by.id)
    if view.is_shared and not scopes.is_everywhere(by, Views.SHARED_MANAGE):
        raise Forbidden(ANSWERED_FOR, permission=Views.SHARED_MANAGE)
    return view


def _insist_on_sharing(by: Staff) -> None:
    """A list is one for all brands, so what is shown on it is for somebody who may share in all of them."""
    if not scopes.is_everywhere(by, Views.SHARED_MANAGE):
        needed = f"You need the permission “{Views.SHARED_MANAGE}” for every brand, since people of every brand see it."
        raise Forbidden(needed, permission=Views.SHARED_MANAGE)


def _locked(view_id: str, lists: Collection[str], *conditions: ColumnElement[bool]) -> SavedView:
    wanted = (SavedView.public_id == inside("sv", view_id), SavedView.list.in_(lists), *conditions)
    view = db.session.scalar(select(SavedView).where(*wanted).with_for_update())
    if view is None:
        raise NotFound("There is no such view of yours. It may have been removed meanwhile.")
    return view


def _count(list_name: str, condition: ColumnElement[bool]) -> int:
    """How many there are of this list; whoever adds one after counting does so before anybody else counts."""
    lock = func.hashtextextended(f"views of {list_name}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(lock)))
    found = select(func.count()).select_from(SavedView).where(SavedView.list == list_name, condition)
    return db.session.scalars(found).one()


def _insist_on_one_of_a_name() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Invalid("You have a view of this name already.") from error
