"""Staff members looked after: disabled, enabled, their sessions ended. Nobody does any of it to themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import SQLColumnExpression, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from app.areas.security import events
from app.areas.security.permissions import Security
from app.audit import log
from app.errors import Forbidden, NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.staff import RoleAssignment, Staff, StaffInvitation, StaffSession
from app.security import sessions

MISSING = "There is no such member of staff, or they have roles in a brand that is not yours."
NO_SESSION = "There is no such session, or it is of somebody with roles in a brand that is not yours."
THE_LAST = (
    "This is the last one who can sign in and give roles for every brand without an end. Give that role to somebody "
    "else first."
)


def disable(staff_id: str, *, reason: str, by: Staff) -> int:
    """At once, with every session they have open and every link to a password, for them or made by them; how many
    sessions these were.

    Raises NotFound, Forbidden, or Refused: for oneself, for the last who guards access, for who is disabled already.
    """
    with transaction():
        member = held(staff_id, Security.STAFF_DISABLE, by=by)
        if member.status == "disabled":
            raise Refused(f"{member.name} is disabled already.")
        with keeping_a_guard():
            member.status, member.disabled_reason = "disabled", reason
        ended = sessions.end_all(member.id)
        end_invitations(or_(StaffInvitation.staff_id == member.id, StaffInvitation.invited_by == member.id))
        log.record(events.StaffDisabled(target=member.outside_id, sessions=ended, reason=reason.rstrip(".")))
    return ended


def enable(staff_id: str, *, reason: str, by: Staff) -> None:
    """They may sign in again, with the roles they hold; raises as `disable` does."""
    with transaction():
        member = held(staff_id, Security.STAFF_ENABLE, by=by)
        if member.status == "active":
            raise Refused(f"{member.name} is not disabled.")
        member.status, member.disabled_reason = "active", ""
        sessions.end_all(member.id)  # one that began while they were being disabled opens nothing now either
        log.record(events.StaffEnabled(target=member.outside_id, reason=reason.rstrip(".")))


def end_sessions(staff_id: str, *, reason: str, by: Staff) -> int:
    """All that are open; how many these were. Raises NotFound, Forbidden, or Refused for one’s own."""
    with transaction():
        member = held(staff_id, Security.SESSIONS_END, by=by)
        ended = sessions.end_all(member.id)
        log.record(events.SessionsEnded(target=member.outside_id, sessions=ended, reason=reason.rstrip(".")))
    return ended


def end_session(session_id: str, *, by: Staff) -> Staff:
    """One of them; whose it was. Raises NotFound, Forbidden, or Refused for one’s own."""
    with transaction():
        key = StaffSession.public_id == inside("ss", session_id)
        found = db.session.execute(
            select(StaffSession, Staff).join(Staff, Staff.id == StaffSession.staff_id).where(key)
        ).one_or_none()
        if found is None:
            raise NotFound(NO_SESSION)
        session, owner = found
        member = held(owner.outside_id, Security.SESSIONS_END, by=by, missing=NO_SESSION)
        sessions.end_one(session)
        log.record(events.SessionEnded(target=member.outside_id, session=session.outside_id))
    return member


def held(staff_id: str, permission: Security, *, by: Staff, missing: str = MISSING) -> Staff:
    """The member, locked together with whoever acts, so that of two who act on each other one comes second.

    Raises Forbidden without the right, NotFound outside of its brands, Refused for oneself.
    """
    wanted = inside("st", staff_id)
    both = select(Staff).where(or_(Staff.public_id == wanted, Staff.id == by.id)).order_by(Staff.id)
    locked = both.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = {each.public_id: each for each in db.session.scalars(locked)}
    if found[by.public_id].status != "active":
        raise Forbidden("You were disabled yourself in this very moment.")
    brands = brands_of(by, permission)
    member = found.get(wanted)
    if member is None or not is_within(member, brands):
        raise NotFound(missing)
    if member.id == by.id:
        raise Refused("Nobody does this to themselves. Ask somebody else who may.")
    return member


def one_at_a_time() -> None:
    """Whoever changes what staff may does so after whoever is at it: of two who each add one half of what nobody must
    unite, the second sees the first's. Before any row of a role is locked, and after those of staff."""
    db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended("duties of staff", 0))))


def end_invitations(whose: SQLColumnExpression[bool]) -> None:
    """These links open nothing any more, in the caller's transaction."""
    unused = update(StaffInvitation).where(StaffInvitation.used_at.is_(None), whose)
    db.session.execute(unused.values(used_at=func.clock_timestamp()))


def brands_of(by: Staff, permission: str) -> frozenset[int] | None:
    """For which brands they hold it now; raises Forbidden for none."""
    held_now = sessions.permissions_of(by)
    if permission not in held_now:
        raise Forbidden(f"You need the permission “{permission}”.", permission=permission)
    return held_now[permission]


def is_within(member: Staff, brands: frozenset[int] | None) -> bool:
    """Whether all of their roles, and there is one, lie in these brands (None: every brand)."""
    if brands is None:
        return True
    of_them = select(RoleAssignment.brand_id).where(RoleAssignment.staff_id == member.id)
    own = set(db.session.scalars(of_them))
    return bool(own) and own <= set(brands)


@contextmanager
def keeping_a_guard() -> Iterator[None]:
    """Around what may take the last one's rights, which the database keeps; raises Refused for that one."""
    try:
        yield
        db.session.flush()
    except IntegrityError as error:
        if getattr(getattr(error.orig, "diag", None), "constraint_name", "") != "an_access_guard_remains":
            raise
        raise Refused(THE_LAST) from error
