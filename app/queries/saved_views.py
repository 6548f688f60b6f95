"""Saved views as staff see them: their own, and the shared ones of lists they may open."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, or_, select

from app.errors import NotFound
from app.extensions import db, planned_once
from app.ids import inside
from app.models.saved_view import SavedView


@planned_once()
def shown(lists: Collection[str], staff_id: int) -> Sequence[SavedView]:
    """Of these lists, by list and name, one's own first: one query."""
    order = (SavedView.list, SavedView.staff_id != staff_id, SavedView.name, SavedView.id)
    return db.session.scalars(_of(lists, staff_id).order_by(*order)).all()


def one(view_id: str, lists: Collection[str], staff_id: int) -> SavedView:
    """Raises NotFound when there is none that they may see."""
    view = db.session.scalar(_of(lists, staff_id).where(SavedView.public_id == inside("sv", view_id)))
    if view is None:
        raise NotFound("There is no such view, or it is somebody else’s.")
    return view


def _of(lists: Collection[str], staff_id: int) -> Select[SavedView]:
    mine_or_shared = or_(SavedView.staff_id == staff_id, SavedView.is_shared)
    return select(SavedView).where(SavedView.list.in_(lists), mine_or_shared)
