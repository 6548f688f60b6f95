"""What a role may, changed with a reason by those whose office that is, and never by whoever holds the role."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from app.areas.security import events
from app.areas.security.permissions import Security
from app.audit import log
from app.errors import Forbidden, Invalid, NotFound, Refused, Stale
from app.extensions import db, transaction
from app.models.staff import Role, RoleAssignment, RolePermission, Staff
from app.queries.staff_members import is_in_force
from app.security import duties
from app.security.permissions import every
from app.security.sessions import permissions_of
from app.services import staff_members


@dataclass(frozen=True)
class Change:
    """What a role is to hold, what it held when that was decided, and why."""

    wanted: frozenset[str]
    seen: frozenset[str]
    reason: str


def change(code: str, change: Change, *, by: Staff) -> None:
    """In force from every holder's next request on.

    Raises Forbidden, NotFound, Refused for a role that `by` holds and for the last who can give roles, Stale when the
    role changed meanwhile, Invalid for what is no permission of staff's, for no change, and for united duties.
    """
    with transaction():
        role = changeable(code, by)
        _insist_on_permissions(change.wanted)
        now = frozenset(_permissions(role))
        if now != change.seen:
            raise Stale("This role was changed by somebody else meanwhile. Look at it again.")
        added, removed = sorted(change.wanted - now), sorted(now - change.wanted)
        if not added and not removed:
            raise Invalid("Nothing would change.")
        united_before = _united(role) if added else set[str]()
        _write(role, added, removed)
        if conflicts := _united(role) - united_before if added else set[str]():
            raise Invalid(" ".join(sorted(conflicts)))
        log.record(_event(role, added, removed, change.reason))


def changeable(code: str, by: Staff) -> Role:
    """The role, held until the caller's transaction ends. Raises Forbidden, NotFound, Refused for one `by` holds."""
    staff_members.one_at_a_time()
    role = _held(code)
    _insist_on_everywhere(by)
    _insist_on_anothers(role, by)
    return role


def _write(role: Role, added: Collection[str], removed: Collection[str]) -> None:
    with staff_members.keeping_a_guard():
        if added:
            rows = [{"role_id": role.id, "permission": each} for each in added]
            db.session.execute(insert(RolePermission).on_conflict_do_nothing(), rows)
        gone = RolePermission.role_id == role.id, RolePermission.permission.in_(removed)
        db.session.execute(delete(RolePermission).where(*gone))


def _event(role: Role, added: Collection[str], removed: Collection[str], reason: str) -> events.RoleChanged:
    return events.RoleChanged(
        target=role.code,
        added=", ".join(added) or "nothing",
        removed=", ".join(removed) or "nothing",
        reason=reason.rstrip("."),
    )


def _united(role: Role) -> set[str]:
    """The sentences of every conflict in the role itself and in what its holders have."""
    own: duties.Held = dict.fromkeys(_permissions(role))
    holders = select(Staff).join(RoleAssignment, RoleAssignment.staff_id == Staff.id)
    people = db.session.scalars(holders.where(RoleAssignment.role_id == role.id, is_in_force()).distinct())
    return {said for held in (own, *map(permissions_of, people)) for said in duties.united(held)}


def _held(code: str) -> Role:
    role = db.session.scalar(select(Role).where(Role.code == code).with_for_update())
    if role is None:
        raise NotFound("There is no such role.")
    return role


def _permissions(role: Role) -> list[str]:
    return list(db.session.scalars(select(RolePermission.permission).where(RolePermission.role_id == role.id)))


def _insist_on_everywhere(by: Staff) -> None:
    if staff_members.brands_of(by, Security.ROLES_MANAGE) is not None:
        raise Forbidden("A role counts in every brand. Only who may change roles for all of them changes one.")


def _insist_on_anothers(role: Role, by: Staff) -> None:
    own = RoleAssignment.staff_id == by.id, RoleAssignment.role_id == role.id
    if db.session.scalar(select(exists().where(*own))):
        raise Refused("Nobody changes a role that they hold. Ask somebody else who may change roles.")


def _insist_on_permissions(wanted: Collection[str]) -> None:
    known = {each.value for each in every() if not each.is_for_machines}
    if not set(wanted) <= known:
        raise Invalid("Choose permissions that there are.")
