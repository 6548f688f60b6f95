"""Settings: changed with a reason and a record."""

from typing import Any

from sqlalchemy import func, select

from app import settings
from app.areas.settings.events import SettingChanged
from app.audit import log, who
from app.errors import Forbidden, Invalid, Overtaken
from app.extensions import db, transaction
from app.models.brand import Brand
from app.models.ledger import Currency
from app.models.setting import SettingValue
from app.queries import settings as queries
from app.security.scopes import Changer
from app.settings import CurrencyCode, Setting

LONGEST_REASON = 500
ALREADY = "That is set already: there is nothing to change."


def change(
    key: str, text: str | None, *, reason: str, by: Changer | None, brand: str = "", seen: int | None = None
) -> str:
    """Give a setting a value, or with None its default again; returns the written form that is now in force.

    `by` None is the house itself, at its own command line. `seen`: the id of the decision that stood before them,
    0 for none. Raises NotFound, Invalid, Forbidden, or Overtaken where another stands by now.
    """
    setting = settings.named(key)
    written = None if text is None else setting.written(setting.parsed(text))
    with transaction():
        insist_on_record(setting, written)
        brand_id = _brand(setting, brand)
        _insist_on_permission(setting, brand_id, by)
        _one_at_a_time(setting)
        _insist_on_what_was_seen(setting, brand_id, seen, written)
        was = setting.written(queries.value(setting, brand_id=brand_id))
        db.session.add(_row(setting, brand_id, written, worded(reason)))
        db.session.flush()
        queries.forget()
        now = setting.written(queries.value(setting, brand_id=brand_id))
        log.record(SettingChanged(target=key, brand=brand or "every brand", was=was, now=now, reason=worded(reason)))
    return now


def insist_on_record(setting: Setting[Any], written: str | None) -> None:
    """What names a record of ours names one there is; raises Invalid."""
    if isinstance(setting, CurrencyCode) and written is not None and db.session.get(Currency, written) is None:
        raise setting.refused()


def _one_at_a_time(setting: Setting[Any]) -> None:
    """What it was before is read after whoever else changes it is done."""
    lock = func.hashtextextended(f"setting {setting.key}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(lock)))
    queries.forget()


def _insist_on_what_was_seen(
    setting: Setting[Any], brand_id: int | None, seen: int | None, written: str | None
) -> None:
    """Whoever looked first is told of what came between, and that there is nothing to change."""
    if seen is None:
        return
    newest = queries.newest(setting, brand_id)
    if seen != (newest.id if newest else 0):
        raise Overtaken("Somebody else changed it while you looked. Nothing of yours was done.")
    if written == (newest.value if newest else None):
        raise Invalid(ALREADY, pointers={"value": ALREADY})


def _row(setting: Setting[Any], brand_id: int | None, written: str | None, reason: str) -> SettingValue:
    actor = who.actor()
    return SettingValue(
        key=setting.key, brand_id=brand_id, value=written, reason=reason, actor_kind=actor.kind, actor_id=actor.id
    )


def may_change(setting: Setting[Any], brand_id: int | None, by: Changer) -> bool:
    """For this brand, or with None for all of them."""
    brands = by.brands_for(setting.changed_by) if by.may(setting.changed_by) else frozenset[int]()
    return brands is None or brand_id in brands


def _insist_on_permission(setting: Setting[Any], brand_id: int | None, by: Changer | None) -> None:
    """Whoever holds the right for some brands changes it for those alone."""
    if by is None:
        return
    needed = setting.changed_by
    if not may_change(setting, brand_id, by):
        raise Forbidden(f"Changing {setting.key} takes the permission “{needed}”.", permission=needed)


def _brand(setting: Setting[Any], code: str) -> int | None:
    if not code:
        return None
    if not setting.is_per_brand:
        raise Invalid(f"{setting.key} is the same for every brand.", pointers={"brand": "Not for this setting."})
    found = db.session.scalar(select(Brand.id).where(Brand.code == code))
    if found is None:
        raise Invalid(f"There is no brand “{code[:40]}”.", pointers={"brand": "No such brand."})
    return found


def worded(text: str) -> str:
    """A reason as it is kept; raises Invalid where nothing is said."""
    reason = " ".join(text.split())
    if not 3 <= len(reason) <= LONGEST_REASON or not reason.isprintable():
        raise Invalid("Say why, in 3 to 500 characters.", pointers={"reason": "Missing, too long or not printable."})
    return reason
