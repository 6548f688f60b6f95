"""Staff sessions: a random token in the signed cookie, a row in the database that can be ended at once."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask import session
from flask_login import AnonymousUserMixin, current_user, login_user, logout_user
from sqlalchemy import bindparam, func, or_, select, update

from app import clock
from app.areas.auth.settings import SESSION_IDLE, SESSION_LENGTH
from app.extensions import db, planned_once, transaction
from app.models.staff import RoleAssignment, RolePermission, Staff, StaffSession
from app.queries import maintenance, settings
from app.queries.maintenance import Maintenance
from app.security import tokens

ALL_BRANDS = None
SEEN_EVERY = timedelta(minutes=1)
# Every page asks both: they are put together once.
LIVE = (
    StaffSession.token_hash == bindparam("token_hash"),
    StaffSession.revoked_at.is_(None),
    StaffSession.expires_at > bindparam("now"),
    Staff.status == "active",
)
SIGNED_IN = (
    select(StaffSession, Staff, settings.stored(SESSION_IDLE), maintenance.told())
    .join(Staff, Staff.id == StaffSession.staff_id)
    .where(*LIVE)
)
GRANTED = (
    select(RolePermission.permission, RoleAssignment.brand_id)
    .join(RoleAssignment, RoleAssignment.role_id == RolePermission.role_id)
    .where(RoleAssignment.staff_id == bindparam("staff_id"))
    .where(or_(RoleAssignment.expires_at.is_(None), RoleAssignment.expires_at > bindparam("now")))
)


@dataclass
class SignedIn:
    """Who sits before the screen: a staff member in one live session, with what the roles permit."""

    staff: Staff
    session: StaffSession
    token: str
    permissions: dict[str, frozenset[int] | None]  # to the brands; None: every brand
    standing: Sequence[Maintenance] = ()

    is_active = is_authenticated = True
    is_anonymous = False

    def get_id(self) -> str:
        return self.token

    def may(self, permission: str) -> bool:
        """Whether any role grants it, for whichever brands."""
        return permission in self.permissions

    def may_for(self, permission: str, brand_id: int) -> bool:
        """Whether any role grants it for this brand."""
        brands = self.brands_for(permission)
        return brands is None or brand_id in brands

    def brands_for(self, permission: str) -> frozenset[int] | None:
        """The brands it is granted for, none when it is not granted; None means every brand."""
        return self.permissions.get(permission, frozenset())

    @property
    def maintenance(self) -> list[Maintenance]:
        """What stands of the brands they work for; told on every page."""
        return maintenance.reaching(self.standing, set(self.permissions.values()))


class Nobody(AnonymousUserMixin):
    """Whoever has not signed in may nothing."""

    def may(self, permission: str) -> bool:
        return False


def current_staff() -> Staff:
    """The signed-in staff member; only for views that @requires guards."""
    return current_user.staff


def begin(staff: Staff, *, ip: str, user_agent: str) -> StaffSession:
    """Open a session in the caller's transaction and sign the browser in; what the browser held before is dropped."""
    token = secrets.token_urlsafe(32)
    row = StaffSession(
        token_hash=tokens.digest(token),
        staff_id=staff.id,
        expires_at=clock.now() + settings.value(SESSION_LENGTH),
        ip=ip,
        user_agent=user_agent[:300],
    )
    db.session.add(row)
    db.session.flush()
    if current_user.is_authenticated:
        end(current_user)  # the session this browser was in until now
    session.clear()
    login_user(SignedIn(staff, row, token, permissions_of(staff)))
    return row


def end(signed_in: SignedIn) -> None:
    """End this session in the caller's transaction; the browser forgets it."""
    end_one(signed_in.session)
    logout_user()
    session.clear()


def end_one(row: StaffSession) -> None:
    """End a session in the caller's transaction; what ended before stays so."""
    still = StaffSession.id == row.id, StaffSession.revoked_at.is_(None)
    db.session.execute(update(StaffSession).where(*still).values(revoked_at=func.clock_timestamp()))


def end_all(staff_id: int, *, but: int | None = None) -> int:
    """End every open session of a staff member in the caller's transaction, `but` one; returns how many were open."""
    open_ones = [
        StaffSession.staff_id == staff_id,
        StaffSession.revoked_at.is_(None),
        StaffSession.expires_at > clock.now(),
    ]
    if but is not None:
        open_ones.append(StaffSession.id != but)
    ending = update(StaffSession).where(*open_ones).values(revoked_at=func.clock_timestamp())
    return len(db.session.scalars(ending.returning(StaffSession.id)).all())


def over(ids: Collection[int]) -> set[int]:
    """Those of these sessions that open nothing any more, for whoever holds a line open in one."""
    live = [StaffSession.revoked_at.is_(None), StaffSession.expires_at > clock.now(), Staff.status == "active"]
    found = (
        select(StaffSession.id).join(Staff, Staff.id == StaffSession.staff_id).where(StaffSession.id.in_(ids), *live)
    )
    return set(ids) - set(db.session.scalars(found))


def load(token: str, *, is_attended: bool = True) -> SignedIn | None:
    """The live session behind a token, its staff member active; None when it ended, idled away or never was.

    Not attended: nobody is noted to have been there.
    """
    with planned_once():
        found = db.session.execute(SIGNED_IN, {"token_hash": tokens.digest(token), "now": clock.now()}).first()
    if found is None:
        return None
    row, staff, idle, standing = found
    if row.last_seen_at <= clock.now() - SESSION_IDLE.read(idle):
        return None
    if is_attended:
        _note_seen(row)
    return SignedIn(staff, row, token, permissions_of(staff), maintenance.read(standing))


def permissions_of(staff: Staff) -> dict[str, frozenset[int] | None]:
    """Permission → brands, over all roles that have not run out."""
    with planned_once():
        granted = db.session.execute(GRANTED, {"staff_id": staff.id, "now": clock.now()})
    brands: dict[str, set[int | None]] = {}
    for permission, brand_id in granted:
        brands.setdefault(permission, set()).add(brand_id)
    return {permission: _scope(ids) for permission, ids in brands.items()}


def _scope(ids: set[int | None]) -> frozenset[int] | None:
    return ALL_BRANDS if None in ids else frozenset(brand_id for brand_id in ids if brand_id is not None)


def _note_seen(row: StaffSession) -> None:
    if row.last_seen_at < clock.now() - SEEN_EVERY:
        with transaction():
            row.last_seen_at = clock.now()
