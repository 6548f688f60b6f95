"""The rules a brand plays by: a new version with the moment it begins, never another word in an old one."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select

from app import clock
from app.areas.settings.events import ProfileVersioned
from app.areas.settings.permissions import Settings
from app.audit import log, who
from app.errors import Forbidden, Invalid, NotFound, Overtaken
from app.extensions import db, transaction
from app.models.brand import Brand, JurisdictionProfile
from app.models.jurisdiction import Rules
from app.queries.jurisdictions import rules_of
from app.security.scopes import Changer
from app.services.settings import worded

PAST = "It cannot begin in the past: what was in force then stays as it was. Leave it empty to begin at once."
SAME = "These are the rules of the newest version already."


def add_version(
    code: str, rules: Rules, *, begins_at: datetime | None, reason: str, seen: int, by: Changer
) -> JurisdictionProfile:
    """Version `seen` + 1 of a profile, from `begins_at` on, or at once.

    Raises NotFound, Forbidden, Invalid, or Overtaken where the newest version is another than `seen` by now.
    """
    insist_on_sense(rules, begins_at)
    with transaction():
        _one_at_a_time(code)
        newest = _newest(code)
        insist_on_right(code, by)
        if newest.version != seen:
            raise Overtaken("Somebody else added a version while you looked. Nothing of yours was done.")
        before = rules_of(newest)
        if rules == before:
            raise Invalid(SAME)
        row = _row(code, rules, newest.version + 1, begins_at, worded(reason))
        db.session.add(row)
        db.session.flush()
        log.record(_event(row, before, rules))
    return row


def insist_on_sense(rules: Rules, begins_at: datetime | None) -> None:
    """Raises Invalid with every fault by its field."""
    faults = dict(rules.faults)
    if begins_at is not None and begins_at < clock.now():
        faults["begins_at"] = PAST
    if faults:
        raise Invalid("These rules have faults.", pointers=faults)


def insist_on_right(code: str, by: Changer) -> None:
    """For every brand that stands on the profile; raises Forbidden."""
    needed = Settings.PROFILES_VERSION
    brands = by.brands_for(needed) if by.may(needed) else frozenset[int]()
    standing = set(db.session.scalars(select(Brand.id).where(Brand.profile_code == code)))
    if brands is not None and (not standing or not standing <= brands):
        told = f"These rules are those of other brands too: it takes the permission “{needed}” for each of them."
        raise Forbidden(told, permission=needed)


def _newest(code: str) -> JurisdictionProfile:
    versions = select(JurisdictionProfile).where(JurisdictionProfile.code == code)
    found = db.session.scalar(versions.order_by(JurisdictionProfile.version.desc()).limit(1))
    if found is None:
        raise NotFound("There is no such jurisdiction profile.")
    return found


def _row(code: str, rules: Rules, version: int, begins_at: datetime | None, reason: str) -> JurisdictionProfile:
    actor = who.actor()
    return JurisdictionProfile(
        code=code,
        version=version,
        effective_from=begins_at or func.clock_timestamp(),
        reason=reason,
        actor_kind=actor.kind,
        actor_id=actor.id,
        **asdict(rules),
    )


def _event(row: JurisdictionProfile, before: Rules, after: Rules) -> ProfileVersioned:
    was, now = before.written, after.written
    changes = "; ".join(f"{label} from “{was[label]}” to “{now[label]}”" for label in now if was[label] != now[label])
    begins = f"{row.effective_from:%Y-%m-%d %H:%M:%S} UTC"
    return ProfileVersioned(
        target=row.code, version=row.version, effective_from=begins, changes=changes, reason=row.reason.rstrip(".")
    )


def _one_at_a_time(code: str) -> None:
    """The same lock as the database takes for a version, taken before the newest is read."""
    lock = func.hashtextextended(f"jurisdiction profile {code}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(lock)))
