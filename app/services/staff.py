"""Staff members: added, signed in, signed out."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.areas.auth import events
from app.audit import log
from app.audit.who import keyed_hash
from app.errors import Forbidden, Invalid, NotFound, Unauthenticated
from app.extensions import db, locked, transaction
from app.models.staff import Role, RoleAssignment, Staff
from app.security import passwords, roles, sessions, throttle
from app.security.permissions import Template

NO_MATCH = "This e-mail address and password do not match."


def add(*, email: str, name: str, role_code: str, password: str | None, is_demo: bool = False) -> Staff:
    """Add a staff member with one role for all brands; raises Invalid or NotFound. No password: no sign-in by one."""
    with transaction():
        roles.install()
        staff = new_member(email, name, is_demo=is_demo)
        staff.password_hash = passwords.hash_password(password) if password is not None else None
        db.session.add(RoleAssignment(staff_id=staff.id, role_id=_role(role_code).id))
        log.record(events.StaffAdded(target=staff.outside_id, role=role_code))
    return staff


def new_member(email: str, name: str, *, is_demo: bool = False) -> Staff:
    """Somebody without a role and without a password, in the caller's transaction; raises Invalid."""
    staff = Staff(email=_email(email), name=_name(name), is_demo=is_demo)
    db.session.add(staff)
    _insist_on_a_free_address()
    db.session.refresh(staff)
    return staff


def sign_in(*, email: str, password: str, ip: str, user_agent: str) -> Staff:
    """Begin a session by password; raises Unauthenticated when it does not match, TooMany after too many tries."""
    account, address = f"account {keyed_hash(email.strip().lower())}", f"address {keyed_hash(ip)}"
    with transaction():
        throttle.count(account, address)
    staff = _active(email)
    known = staff.password_hash if staff else None
    if not passwords.matches(password, known) or staff is None:
        with transaction():
            log.record(events.SignInFailed(account_hash=keyed_hash(email.strip().lower())))
        raise Unauthenticated(NO_MATCH)
    with transaction():
        throttle.forgive(account, address)
        staff = locked(Staff, staff.id)
        if (staff.password_hash, staff.status) != (known, "active"):
            raise Unauthenticated(NO_MATCH)  # another was set while this one was looked at
        if staff.password_hash and passwords.is_outdated(staff.password_hash):
            staff.password_hash = passwords.hash_password(password)
        _begin(staff, means="password", ip=ip, user_agent=user_agent)
    return staff


def sign_in_for_demo(*, role_code: str, ip: str, user_agent: str) -> Staff:
    """Begin a session as the demo's holder of a role; the caller has made sure that this is a demo on loopback."""
    staff = next((member for code, member in demo_staff() if code == role_code), None)
    if staff is None:
        raise Forbidden("There is no demo account for this role.")
    with transaction():
        _begin(staff, means="demo button", ip=ip, user_agent=user_agent)
    return staff


def sign_out(signed_in: sessions.SignedIn) -> None:
    """End this session, at once and for good."""
    with transaction():
        log.record(events.SignedOut(target=signed_in.staff.outside_id))
        sessions.end(signed_in)


def demo_staff() -> list[tuple[str, Staff]]:
    """The demo's accounts by role code, in the order of the roles; none in an installation that is no demo."""
    holders = db.session.execute(
        select(Role.code, Staff)
        .join(RoleAssignment, RoleAssignment.role_id == Role.id)
        .join(Staff, Staff.id == RoleAssignment.staff_id)
        .where(Staff.is_demo, Staff.status == "active")
        .order_by(Role.id)
    )
    return [(code, staff) for code, staff in holders]


def _begin(staff: Staff, *, means: str, ip: str, user_agent: str) -> None:
    log.record(events.SignedIn(target=staff.outside_id, means=means))
    sessions.begin(staff, ip=ip, user_agent=user_agent)


def _active(email: str) -> Staff | None:
    return db.session.scalar(
        select(Staff).where(func.lower(Staff.email) == email.strip().lower(), Staff.status == "active")
    )


def _email(text: str) -> str:
    email = text.strip()
    if "@" not in email or len(email) > 254 or any(ord(letter) < 33 for letter in email):
        raise Invalid("This is no e-mail address.", pointers={"email": "No e-mail address."})
    return email


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not 1 <= len(name) <= 120 or not name.isprintable():
        raise Invalid(
            "A name has 1 to 120 printable characters.", pointers={"name": "Empty, too long or not printable."}
        )
    return name


def _insist_on_a_free_address() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        if "staff_email_key" not in str(error.orig):
            raise
        raise Invalid(
            "This e-mail address belongs to somebody already.", pointers={"email": "Already taken."}
        ) from error


def _role(code: str) -> Role:
    role = db.session.scalar(select(Role).where(Role.code == code))
    if role is None:
        raise NotFound(f"There is no role “{code}”. Roles: {', '.join(Template)}.")
    return role
