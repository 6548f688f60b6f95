"""Staff added without a password: they set one themselves, by a link that is good once."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from app import clock
from app.areas.auth.events import StaffAdded
from app.areas.security import events
from app.areas.security.permissions import Security
from app.areas.security.settings import INVITATION_LASTS
from app.audit import log
from app.errors import Forbidden, Invalid, NotFound, Refused
from app.extensions import db, transaction
from app.models.staff import Staff, StaffInvitation
from app.queries import settings
from app.security import passwords, sessions, tokens
from app.services import role_assignments, staff_members
from app.services.role_assignments import Wanted
from app.services.staff import new_member

OVER = "This link is used up, replaced by a newer one, or too old. Ask whoever sent it for another."
DONE = "This was done already. The link was shown once; make another where it is needed."


@dataclass(frozen=True)
class Joiner:
    """Who is new, and the role they begin with."""

    email: str
    name: str
    role: Wanted


def add(joiner: Joiner, *, by: Staff, once_id: UUID) -> tuple[Staff, str]:
    """A new member with a role, and the text of the link, told this once.

    Raises Forbidden, Invalid as `role_assignments.give` does and for the address or name, Refused when sent twice.
    """
    with transaction():
        brands = staff_members.brands_of(by, Security.STAFF_ADD)
        _insist_on_new(once_id)
        member = new_member(joiner.email, joiner.name)
        log.record(StaffAdded(target=member.outside_id, role=joiner.role.role))
        role_assignments.give_held(member, joiner.role, by=by)
        if not staff_members.is_within(member, brands):
            raise Invalid("Choose a brand of yours.", pointers={"brand": "You may add nobody there."})
        return member, _invite(member, by, once_id)


def again(staff_id: str, *, by: Staff, once_id: UUID) -> tuple[Staff, str]:
    """Another link for somebody whose first one ran out, or who forgot the password; what they had stays good until
    it is used. Raises NotFound, Refused for oneself, for the disabled, and when sent twice, or Forbidden, also for
    somebody whose roles are not theirs to give: the link opens all that these open."""
    with transaction():
        member = staff_members.held(staff_id, Security.STAFF_ADD, by=by)
        role_assignments.insist_on_reaching(member, by=by)
        _insist_on_new(once_id)
        if member.status == "disabled":
            raise Refused(f"{member.name} is disabled. Enable them first.")
        if member.is_demo:
            raise Refused("An account of the demo signs in by its button and has no password.")
        return member, _invite(member, by, once_id)


def invited(token: str) -> Staff:
    """Whom a link is for; raises NotFound once it opens nothing any more."""
    found = _live(token)
    if found is None:
        raise NotFound(OVER)
    return found[1]


def accept(token: str, password: str) -> Staff:
    """Set the password and use the link up; raises NotFound as `invited` does, Invalid for what is no password."""
    invited(token)  # nobody without a link has us hash, which is dear
    kept = passwords.hash_password(password)
    with transaction():
        found = _live(token, is_held=True)
        if found is None:
            raise NotFound(OVER)
        invitation, member = found
        invitation.used_at = clock.now()
        member.password_hash = kept
        log.record(events.InvitationUsed(target=member.outside_id, sessions=sessions.end_all(member.id)))
    return member


def _invite(member: Staff, by: Staff, once_id: UUID) -> str:
    token = secrets.token_urlsafe(32)
    until = clock.now() + settings.value(INVITATION_LASTS)
    db.session.add(
        StaffInvitation(
            staff_id=member.id, token_hash=tokens.digest(token), once_id=once_id, invited_by=by.id, expires_at=until
        )
    )
    log.record(events.StaffInvited(target=member.outside_id, until=until.isoformat(timespec="minutes")))
    return token


def _live(token: str, *, is_held: bool = False) -> tuple[StaffInvitation, Staff] | None:
    """Held: both rows are locked, so that of two who use it at once one comes too late."""
    newer = aliased(StaffInvitation)
    query = (
        select(StaffInvitation, Staff)
        .join(Staff, Staff.id == StaffInvitation.staff_id)
        .where(StaffInvitation.token_hash == tokens.digest(token), Staff.status == "active")
        .where(StaffInvitation.used_at.is_(None), StaffInvitation.expires_at > clock.now())
        .where(~exists().where(newer.staff_id == StaffInvitation.staff_id, newer.id > StaffInvitation.id))
    )
    if is_held:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    found = db.session.execute(query).one_or_none()
    return None if found is None or not _reaches(*found) else (found[0], found[1])


def _reaches(invitation: StaffInvitation, member: Staff) -> bool:
    """Whether whoever made the link could make it now: they were shown it, and it opens all that the member may now."""
    maker = db.session.get_one(Staff, invitation.invited_by)
    try:
        brands = staff_members.brands_of(maker, Security.STAFF_ADD)
        role_assignments.insist_on_reaching(member, by=maker)
    except Forbidden:
        return False
    return staff_members.is_within(member, brands)


def _insist_on_new(once_id: UUID) -> None:
    if db.session.scalar(select(exists().where(StaffInvitation.once_id == once_id))):
        raise Refused(DONE)
