"""Keys of internal tools: given out with permissions and an end, and taken back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from app import clock
from app.areas.api import events
from app.audit import log
from app.errors import Invalid, NotFound
from app.extensions import db, transaction
from app.models.api import ApiKey
from app.models.brand import Brand
from app.security import api_keys, quotas
from app.security.permissions import Permission, every


@dataclass(frozen=True)
class Wanted:
    """What a key is to open, and for how long. `brand`: a code; empty for every brand."""

    name: str
    permissions: Sequence[str]
    brand: str = ""
    days: int = 365
    requests_per_minute: int = quotas.ORDINARY


def add(wanted: Wanted) -> tuple[ApiKey, str]:
    """A new key, and its text, which is told this once; raises Invalid."""
    if not wanted.name.strip() or wanted.days < 1 or wanted.requests_per_minute < 1:
        raise Invalid("A key has a name, and lasts a day and takes a request at least.")
    with transaction():
        key, text = api_keys.make(
            wanted.name.strip(),
            [_permission(code) for code in wanted.permissions],
            expires_at=clock.now() + timedelta(days=wanted.days),
            brand_id=_brand(wanted.brand).id if wanted.brand else None,
            requests_per_minute=wanted.requests_per_minute,
        )
        db.session.add(key)
        db.session.flush()
        log.record(
            events.ApiKeyAdded(
                target=key.outside_id,
                permissions=", ".join(key.permissions),
                brand=wanted.brand or "every brand",
                expires_at=key.expires_at.isoformat(timespec="seconds"),
            )
        )
    return key, text


def revoke(outside_id: str) -> ApiKey:
    """End a key at once; ending it twice is the same. Raises NotFound."""
    with transaction():
        key = db.session.scalar(select(ApiKey).where(ApiKey.prefix == outside_id.removeprefix("ck_")).with_for_update())
        if key is None:
            raise NotFound(f"There is no key that begins with “{outside_id[:40]}”.")
        if key.revoked_at is None:
            key.revoked_at = clock.now()
            log.record(events.ApiKeyRevoked(target=key.outside_id))
    return key


def listed() -> Sequence[tuple[ApiKey, str]]:
    """Every key there ever was, the newest first, with the code of its brand; empty: it sees every brand."""
    keys = select(ApiKey, func.coalesce(Brand.code, "")).outerjoin(Brand, Brand.id == ApiKey.brand_id)
    return db.session.execute(keys.order_by(ApiKey.id.desc())).tuples().all()


def _permission(code: str) -> Permission:
    offered = {permission.value: permission for permission in every() if permission.is_for_machines}
    if code not in offered:
        raise Invalid(f"“{code}” is no permission of a key. There are: {', '.join(offered)}.")
    return offered[code]


def _brand(code: str) -> Brand:
    brand = db.session.scalar(select(Brand).where(Brand.code == code))
    if brand is None:
        raise Invalid(f"There is no brand “{code}”.")
    return brand
