"""One's own account: the password changed, one's other sessions ended."""

from app.areas.account import events
from app.audit import log
from app.audit.who import keyed_hash
from app.errors import Invalid
from app.extensions import locked, transaction
from app.models.staff import Staff, StaffInvitation
from app.security import passwords, sessions, throttle
from app.security.sessions import SignedIn
from app.services import staff_members

WRONG = "This is not your password."
WITHOUT = "This account signs in without a password, so there is none to change."


def change_password(old: str, new: str, *, by: SignedIn, ip: str) -> int:
    """End every other session too, and every link to a password; how many sessions these were. Guessing the old one is
    slowed down as at the door.

    Raises Invalid for a wrong old password or a new one that cannot be, TooMany after too many tries.
    """
    account, address = f"account {keyed_hash(by.staff.email.lower())}", f"address {keyed_hash(ip)}"
    with transaction():
        throttle.count(account, address)
    known = by.staff.password_hash
    if known is None:
        raise Invalid(WITHOUT, pointers={"old": WITHOUT})
    if not passwords.matches(old, known):
        raise Invalid(WRONG, pointers={"old": WRONG})
    kept = passwords.hash_password(new)
    with transaction():
        member = locked(Staff, by.staff.id)
        if (member.password_hash, member.status) != (known, "active"):
            raise Invalid(WRONG, pointers={"old": WRONG})  # another was set while this one was looked at
        throttle.forgive(account, address)
        member.password_hash = kept
        staff_members.end_invitations(StaffInvitation.staff_id == member.id)
        ended = sessions.end_all(member.id, but=by.session.id)
        log.record(events.PasswordChanged(target=member.outside_id, sessions=ended))
    return ended


def sign_out_elsewhere(*, by: SignedIn) -> int:
    """End every session but the one that asks; how many these were."""
    with transaction():
        ended = sessions.end_all(by.staff.id, but=by.session.id)
        log.record(events.SignedOutElsewhere(target=by.staff.outside_id, sessions=ended))
    return ended
