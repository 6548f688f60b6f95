"""The queue of withdrawals: what awaits a decision, by the time that is left for it."""

from uuid import UUID

from sqlalchemy import Tuple, func, literal, or_, select, tuple_

from app.extensions import db
from app.ids import outside
from app.models.withdrawal import HELD, State, Withdrawal
from app.queries.keyset import AnySelect, Page, Window, counting, turned
from app.queries.reach import Brands
from app.queries.withdrawals import Conditions, SeenWithdrawal, named, of_brands

AWAITS = Withdrawal.state == literal(State.REQUESTED.value, literal_execute=True)  # so the partial index is found
PLACE = tuple_(Withdrawal.due_at, Withdrawal.public_id)


def page(window: Window, brands: Brands, conditions: Conditions = ()) -> Page[SeenWithdrawal]:
    """The most urgent first; a window begins at a public id. Two queries at most, three after the first page."""
    query = of_brands(brands).where(AWAITS, *conditions)
    backwards, start = window.before is not None, window.before or window.after
    found = query
    if start is not None:
        found = query.where(_here(start) > PLACE if backwards else _here(start) < PLACE)
    keys = (Withdrawal.due_at, Withdrawal.public_id)
    found = found.order_by(*(key.desc() if backwards else key.asc() for key in keys)).limit(window.size + 1)
    rows = sorted(named(found), key=lambda each: (each.due_at, each.public_id), reverse=backwards)
    return turned(rows, [each.public_id for each in rows], window, query)


def following(decided: UUID, conditions: Conditions, brands: Brands, *, staff_id: int) -> str | None:
    """Whose turn it is after `decided`, of those that meet `conditions`: the next by urgency that nobody else works
    on, else the most urgent."""
    free = or_(
        Withdrawal.claimed_until.is_(None), Withdrawal.claimed_until < func.now(), Withdrawal.claimed_by == staff_id
    )
    others = of_brands(brands).where(AWAITS, free, Withdrawal.public_id != decided, *conditions)
    first = others.with_only_columns(Withdrawal.public_id).order_by(Withdrawal.due_at, Withdrawal.public_id).limit(1)
    found = db.session.scalar(first.where(_here(decided) < PLACE)) or db.session.scalar(first)
    return outside("wd", found) if found else None


def waiting(brands: Brands, conditions: Conditions = ()) -> dict[str, int]:
    """How many meet `conditions` in each state that is not an end, each counted to a cap: one query."""
    counts = [counting(_in(state, brands).where(*conditions)).scalar_subquery() for state in HELD]
    return dict(zip(HELD, db.session.execute(select(*counts)).one(), strict=True))


def _in(state: State, brands: Brands) -> AnySelect:
    return of_brands(brands).where(Withdrawal.state == literal(state.value, literal_execute=True))


def _here(public_id: UUID) -> Tuple:
    due_at = db.session.scalar(select(Withdrawal.due_at).where(Withdrawal.public_id == public_id))
    return tuple_(literal(due_at), literal(public_id))
