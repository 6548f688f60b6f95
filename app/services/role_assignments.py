"""Roles given to staff and taken from them, for a brand or for all, with or without an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.areas.security import events
from app.areas.security.permissions import Security
from app.audit import log
from app.errors import Forbidden, Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.brand import Brand
from app.models.staff import Role, RoleAssignment, RolePermission, Staff
from app.security import duties, sessions
from app.services import staff_members

NO_ASSIGNMENT = "This role is not held any more, or by somebody with roles in a brand that is not yours."
EVERYWHERE = "every brand"


@dataclass(frozen=True)
class Wanted:
    """Which role, by its code; `brand` empty: for every brand; no `expires_at`: without an end."""

    role: str
    brand: str
    expires_at: datetime | None
    reason: str


def give(staff_id: str, wanted: Wanted, *, by: Staff) -> RoleAssignment:
    """Give a role in force from their next request on.

    Raises NotFound or Forbidden; Invalid for a role or a brand that is not theirs to give, for an end that is past, and
    for duties that one person must not unite; Refused for oneself, for the disabled, for what is held already.
    """
    with transaction():
        return give_held(staff_members.held(staff_id, Security.ROLES_ASSIGN, by=by), wanted, by=by)


def give_held(member: Staff, wanted: Wanted, *, by: Staff) -> RoleAssignment:
    """The same for a member whose row the caller's transaction holds, or has just made."""
    with transaction():
        if member.status == "disabled":
            raise Refused(f"{member.name} is disabled. Enable them first.")
        staff_members.one_at_a_time()
        role, brand_id = _role(wanted.role), _brand(wanted.brand, by)
        _insist_on_a_future(wanted.expires_at)
        insist_on_holding(_permissions(role.id), brand_id, by=by)
        given = _insert(member, role, brand_id, wanted, by)
        if conflicts := duties.united(sessions.permissions_of(member)):
            raise Invalid(" ".join(conflicts), pointers={"role": "It does not go with what they hold."})
        log.record(
            events.RoleGiven(
                target=member.outside_id,
                role=role.code,
                scope=wanted.brand or EVERYWHERE,
                until=f"until {wanted.expires_at.isoformat(timespec='minutes')}"
                if wanted.expires_at
                else "without an end",
                reason=wanted.reason.rstrip("."),
            )
        )
    return given


def take(assignment_id: str, *, reason: str, by: Staff) -> Staff:
    """Take a role, in force from the next request on; whose it was. Raises as `give` does, and Refused for the last
    who can give roles."""
    with transaction():
        member = staff_members.held(_holder(assignment_id), Security.ROLES_ASSIGN, by=by, missing=NO_ASSIGNMENT)
        assignment, role, brand = _assignment(assignment_id)
        with staff_members.keeping_a_guard():
            db.session.delete(assignment)
        scope = brand or EVERYWHERE
        log.record(events.RoleTaken(target=member.outside_id, role=role, scope=scope, reason=reason.rstrip(".")))
    return member


def insist_on_holding(permissions: Sequence[str], brand_id: int | None, *, by: Staff) -> None:
    """Nobody grants what they do not hold where they grant it, but for those whose very office it is to say what each
    role may; raises Invalid."""
    held = sessions.permissions_of(by)
    if reaches(held.get(Security.ROLES_MANAGE, frozenset()), brand_id):
        return
    lacking = [each for each in permissions if not reaches(held.get(each, frozenset()), brand_id)]
    if lacking:
        raise Invalid(
            f"Nobody grants what they do not hold. You lack “{lacking[0]}” there"
            + (f" and {len(lacking) - 1} more." if lacking[1:] else "."),
            pointers={"role": "It holds more than you do."},
        )


def insist_on_reaching(member: Staff, *, by: Staff) -> None:
    """Nobody gets into the account of somebody who may more than they could give; raises Forbidden."""
    held = select(RoleAssignment.role_id, RoleAssignment.brand_id).where(RoleAssignment.staff_id == member.id)
    for role_id, brand_id in db.session.execute(held).all():
        try:
            insist_on_holding(_permissions(role_id), brand_id, by=by)
        except Invalid as error:
            raise Forbidden(f"{member.name} may more than you do. Ask somebody who may give any role.") from error


def reaches(brands: frozenset[int] | None, brand_id: int | None) -> bool:
    """Whether a right for these brands (None: every brand) is one for this brand (None: for every brand)."""
    return brands is None or (brand_id is not None and brand_id in brands)


def _insert(member: Staff, role: Role, brand_id: int | None, wanted: Wanted, by: Staff) -> RoleAssignment:
    """What ran out makes room for the new."""
    name = member.name  # which cannot be asked for any more once the database refuses
    same = [RoleAssignment.staff_id == member.id, RoleAssignment.role_id == role.id]
    same.append(RoleAssignment.brand_id.is_not_distinct_from(brand_id))
    db.session.execute(delete(RoleAssignment).where(*same, RoleAssignment.expires_at <= clock.now()))
    given = RoleAssignment(
        staff_id=member.id,
        role_id=role.id,
        brand_id=brand_id,
        expires_at=wanted.expires_at,
        given_by=by.id,
        reason=wanted.reason,
    )
    db.session.add(given)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise Refused(f"{name} holds this role there already. Take it first to give it another end.") from error
    return given


def _role(code: str) -> Role:
    role = db.session.scalar(select(Role).where(Role.code == code))
    if role is None:
        raise Invalid("Choose a role.", pointers={"role": "There is none of that name."})
    return role


def _brand(code: str, by: Staff) -> int | None:
    """Raises Invalid for a brand that is not theirs, or for all where only some are."""
    brands = staff_members.brands_of(by, Security.ROLES_ASSIGN)
    found = db.session.scalar(select(Brand.id).where(Brand.code == code)) if code else None
    if (code and found is None) or not reaches(brands, found):
        raise Invalid("Choose a brand of yours.", pointers={"brand": "Not one of yours."})
    return found


def _insist_on_a_future(expires_at: datetime | None) -> None:
    if expires_at is not None and expires_at <= clock.now():
        raise Invalid("A role ends in the future, or never.", pointers={"expires_at": "This moment is past."})


def _permissions(role_id: int) -> Sequence[str]:
    found = select(RolePermission.permission).where(RolePermission.role_id == role_id)
    return db.session.scalars(found.order_by(RolePermission.permission)).all()


def _holder(assignment_id: str) -> str:
    """Whose it is, before anything is locked; raises NotFound."""
    holders = select(Staff).join(RoleAssignment, RoleAssignment.staff_id == Staff.id)
    member = db.session.scalar(holders.where(RoleAssignment.public_id == inside("ra", assignment_id)))
    if member is None:
        raise NotFound(NO_ASSIGNMENT)
    return member.outside_id


def _assignment(assignment_id: str) -> tuple[RoleAssignment, str, str]:
    """With its holder locked: itself, the code of its role and of its brand; raises NotFound once it was taken."""
    found = db.session.execute(
        select(RoleAssignment, Role.code, Brand.code)
        .join(Role, Role.id == RoleAssignment.role_id)
        .outerjoin(Brand, Brand.id == RoleAssignment.brand_id)
        .where(RoleAssignment.public_id == inside("ra", assignment_id))
    ).one_or_none()
    if found is None:
        raise NotFound(NO_ASSIGNMENT)
    assignment, role, brand = found
    return assignment, role, brand or ""
