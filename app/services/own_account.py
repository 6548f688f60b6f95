"""One's own account: the password changed, one's other sessions ended."""

from app.areas.account import events
from app.audit import log
from app.audit.who import keyed_hash
from app.errors import Invalid
from app.extensions import locked, transaction
from app.models.staff import Staff
from app.security import passwords, sessions, throttle
from app.security.sessions import SignedIn

WITHOUT = "This account signs in without a password, so there is none to change."


def change_password(old: str, new: str, *, by: SignedIn, ip: str) -> int:
    """End every other session too; how many these were. Guessing the old one is slowed down as at the door.

    Raises Invalid for a wrong old password or a new one that cannot be, TooMany after too many tries.
    """
    account, address = f"account {keyed_hash(by.staff.email.lower())}", f"address {keyed_hash(ip)}"
    with transaction():
        throttle.count(account, address)
    with transaction():
        member = locked(Staff, by.staff.id)
        _insist_on_old(member, old)
        throttle.forgive(account, address)
        member.password_hash = passwords.hash_password(new)
        ended = sessions.end_all(member.id, but=by.session.id)
        log.record(events.PasswordChanged(target=member.outside_id, sessions=ended))
    return ended


def sign_out_elsewhere(*, by: SignedIn) -> int:
    """End every session but the one that asks; how many these were."""
    with transaction():
        ended = sessions.end_all(by.staff.id, but=by.session.id)
        log.record(events.SignedOutElsewhere(target=by.staff.outside_id, sessions=ended))
    return ended


def _insist_on_old(member: Staff, old: str) -> None:
    """Of the row that is held: whoever changed it a moment before made another one the old."""
    if member.password_hash is None:
        raise Invalid(WITHOUT, pointers={"old": WITHOUT})
    if not passwords.matches(old, member.password_hash):
        raise Invalid("This is not your password.", pointers={"old": "This is not your password."})
