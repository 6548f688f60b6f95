"""Staff as those see them who look after access: who they are, in which roles, and in which sessions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import NotFound
from app.extensions import db
from app.ids import inside, outside
from app.models.brand import Brand
from app.models.staff import Role, RoleAssignment, Staff, StaffSession
from app.queries import staff_names
from app.queries.keyset import AnyRow, AnySelect, Condition, Page, Window, turned, windowed
from app.queries.reach import Brands

RECENT = 10  # sessions that tell when somebody was last seen
MOST_SESSIONS = 50
CAN_SIGN_IN = or_(Staff.password_hash.is_not(None), Staff.is_demo)
STATES = {"active": ("Active", "ok"), "invited": ("Cannot sign in yet", "warn"), "disabled": ("Disabled", "bad")}


@dataclass(frozen=True)
class HeldRole:
    """One role that somebody holds, or held until it ran out; `brand` empty: for every brand."""

    key: UUID
    code: str
    title: str
    brand: str
    given_at: datetime
    expires_at: datetime | None
    by: str | None
    reason: str

    @property
    def id(self) -> str:
        return outside("ra", self.key)

    @property
    def scope(self) -> str:
        return self.brand or "Every brand"

    @property
    def is_over(self) -> bool:
        return self.expires_at is not None and self.expires_at <= clock.now()


@dataclass(frozen=True)
class SeenMember:
    """One member of staff."""

    row_id: int
    key: UUID
    name: str
    email: str
    status: str
    can_sign_in: bool
    is_demo: bool
    disabled_reason: str
    created_at: datetime
    last_seen_at: datetime | None
    roles: Sequence[HeldRole] = field(default_factory=tuple[HeldRole, ...])

    @cached_property
    def id(self) -> str:
        return outside("st", self.key)

    @property
    def is_disabled(self) -> bool:
        return self.status == "disabled"

    @property
    def state(self) -> tuple[str, str]:
        """A word and its tone."""
        return STATES["disabled" if self.is_disabled else "active" if self.can_sign_in else "invited"]


def in_state(state: str) -> Condition:
    if state == "disabled":
        return Staff.status == "disabled"
    return and_(Staff.status == "active", CAN_SIGN_IN if state == "active" else ~CAN_SIGN_IN)


def in_role(code: str) -> Condition:
    """Whoever holds it now, wherever."""
    of_role = select(RoleAssignment.staff_id).join(Role, Role.id == RoleAssignment.role_id)
    return Staff.id.in_(of_role.where(Role.code == code, is_in_force()))


def is_in_force() -> Condition:
    """A role that has not run out."""
    return or_(RoleAssignment.expires_at.is_(None), RoleAssignment.expires_at > clock.now())


def called(text: str) -> Condition:
    """Name or e-mail address with this in it."""
    return or_(Staff.name.icontains(text, autoescape=True), Staff.email.icontains(text, autoescape=True))


def listed(
    conditions: Sequence[Condition], window: Window, brands: Brands, *, oldest_first: bool = False
) -> Page[SeenMember]:
    """One page of staff, the newest first unless told otherwise: three queries at most."""
    query = _visible(brands).where(*conditions)
    rows = windowed(query, Staff.public_id, window, newest_first=not oldest_first)
    found = [_seen(row) for row in db.session.execute(rows)]
    roles = roles_of([each.row_id for each in found])
    named = [replace(each, roles=roles.get(each.row_id, ())) for each in found]
    return turned(named, [each.key for each in named], window, query)


def one(public_id: UUID, brands: Brands) -> SeenMember:
    """With all roles; raises NotFound when there is none, or none whose roles all lie in these brands."""
    row = db.session.execute(_visible(brands).where(Staff.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such member of staff, or they have roles in a brand that is not yours.")
    found = _seen(row)
    return replace(found, roles=roles_of([found.row_id]).get(found.row_id, ()))


def key_of(text: str) -> UUID:
    """The key of whoever is named by id or by their whole e-mail address; raises NotFound."""
    found = text if text.startswith("st_") else staff_names.with_email(text)
    if not found:
        raise NotFound("Nobody signs in with this address.")
    return inside("st", found)


def role_held(assignment_id: UUID, brands: Brands) -> tuple[SeenMember, HeldRole]:
    """A role and who holds it; raises NotFound as `one` does."""
    holder = select(RoleAssignment.staff_id).where(RoleAssignment.public_id == assignment_id)
    row = db.session.execute(_visible(brands).where(Staff.id == holder.scalar_subquery())).one_or_none()
    if row is None:
        raise NotFound("This role is not held any more, or by somebody with roles in a brand that is not yours.")
    member = _seen(row)
    return member, next(each for each in roles_of([member.row_id])[member.row_id] if each.key == assignment_id)


def sessions_of(staff_id: int) -> Sequence[StaffSession]:
    """Those that are open, the newest first, at most 50."""
    live = StaffSession.revoked_at.is_(None), StaffSession.expires_at > clock.now()
    found = select(StaffSession).where(StaffSession.staff_id == staff_id, *live)
    return db.session.scalars(found.order_by(StaffSession.id.desc()).limit(MOST_SESSIONS)).all()


def roles_of(ids: Collection[int]) -> dict[int, tuple[HeldRole, ...]]:
    """By member, the oldest first: one query, none for nobody."""
    if not ids:
        return {}
    giver, held = aliased(Staff), RoleAssignment
    rows = (
        select(held.staff_id, held.public_id, Role.code, Role.name, func.coalesce(Brand.name, ""),
               held.created_at, held.expires_at, giver.name, held.reason)
        .join(Role, Role.id == held.role_id)
        .outerjoin(Brand, Brand.id == held.brand_id)
        .outerjoin(giver, giver.id == held.given_by)
        .where(held.staff_id.in_(ids))
        .order_by(held.id)
    )  # fmt: skip
    found: dict[int, tuple[HeldRole, ...]] = {}
    for row in db.session.execute(rows):
        about: Sequence[Any] = row[1:]
        found[row[0]] = (*found.get(row[0], ()), HeldRole(*about))
    return found


def role_choices() -> list[tuple[str, str]]:
    """Code and title of every role, in their order."""
    return [(code, title) for code, title in db.session.execute(select(Role.code, Role.name).order_by(Role.id))]


def within(brands: Brands) -> Condition:
    """Staff whose roles all lie in these brands, and who have one."""
    held = aliased(RoleAssignment)  # whatever else the query around says of roles
    theirs = held.staff_id == Staff.id
    elsewhere = or_(held.brand_id.is_(None), held.brand_id.not_in(brands or ()))
    return and_(exists().where(theirs), ~exists().where(theirs, elsewhere))


def _visible(brands: Brands) -> AnySelect:
    recent = select(StaffSession.last_seen_at).where(StaffSession.staff_id == Staff.id)
    newest = recent.order_by(StaffSession.id.desc()).limit(RECENT).correlate(Staff).lateral()
    query = select(
        Staff.id, Staff.public_id, Staff.name, Staff.email, Staff.status, CAN_SIGN_IN, Staff.is_demo,
        Staff.disabled_reason,
        Staff.created_at, select(func.max(newest.c.last_seen_at)).scalar_subquery(),
    )  # fmt: skip
    return query if brands is None else query.where(within(brands))


def _seen(row: AnyRow) -> SeenMember:
    return SeenMember(*row)
