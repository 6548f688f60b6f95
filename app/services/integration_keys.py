"""Keys shared with game providers: added, rotated, retired."""

import secrets
from hashlib import sha256
from uuid import UUID

from sqlalchemy import exists, select

from app import clock
from app.areas.games import events
from app.areas.games.permissions import Games
from app.audit import log
from app.errors import NotFound, Refused
from app.extensions import db, locked, transaction
from app.ids import inside
from app.models.game import Integration, IntegrationKey
from app.security.scopes import Changer
from app.security.secrets import seal

FINGERPRINT = 16
MOST_LIVE = 2
NOT_THERE = "There is no such integration, or it is of a brand that is not yours."


def add(integration_id: int, secret: str, once_id: UUID | None = None) -> IntegrationKey:
    """A new live key beside the one in use. The database refuses a third."""
    key = IntegrationKey(
        integration_id=integration_id,
        secret_sealed=seal(secret, f"integration {integration_id}"),
        fingerprint=sha256(secret.encode()).hexdigest()[:FINGERPRINT],
        once_id=once_id,
    )
    db.session.add(key)
    db.session.flush()
    return key


def retire(key_id: int) -> IntegrationKey:
    """From now on nothing signed with it is taken."""
    key = locked(IntegrationKey, key_id)
    key.retired_at = clock.now()
    return key


def rotate(integration_id: str, *, by: Changer, once_id: UUID) -> str:
    """A new secret beside the one in use, told this once; raises NotFound, or Refused while two are live.

    Asked for twice under one id it is made once, and then Refused.
    """
    with transaction():
        integration = _held(integration_id, by)
        if db.session.scalar(select(exists().where(IntegrationKey.once_id == once_id))):
            raise Refused("This was done already: the new secret was shown once. It is not made twice.")
        if len(_live(integration.id)) >= MOST_LIVE:
            raise Refused("Two keys live already. Retire the one that the provider no longer signs with.")
        secret = secrets.token_urlsafe(32)
        key = add(integration.id, secret, once_id)
        log.record(events.KeyAdded(target=integration_id, integration=integration.code, fingerprint=key.fingerprint))
    return secret


def retire_named(integration_id: str, fingerprint: str, *, by: Changer) -> None:
    """Retire the key that staff see by its fingerprint; raises NotFound, or Refused for the last one that is live:
    nothing that the provider sends would be taken any more, its wins neither."""
    with transaction():
        integration = _held(integration_id, by)
        live = _live(integration.id)
        key = next((each for each in live if each.fingerprint == fingerprint), None)
        if key is None:
            raise NotFound("There is no such live key of this integration.")
        if len(live) == 1:
            raise Refused(
                "This is its only live key: without it the provider's wins would be refused. Add a new one first."
            )
        retire(key.id)
        log.record(events.KeyRetired(target=integration_id, integration=integration.code, fingerprint=fingerprint))


def _held(integration_id: str, by: Changer) -> Integration:
    """Locked, so that keys come and go one after the other; not against rows that name it, which play writes."""
    found = (
        select(Integration).where(Integration.public_id == inside("ig", integration_id)).with_for_update(key_share=True)
    )
    integration = db.session.scalar(found)
    brands = by.brands_for(Games.KEYS_MANAGE)
    if integration is None or (brands is not None and integration.brand_id not in brands):
        raise NotFound(NOT_THERE)
    return integration


def _live(integration_id: int) -> list[IntegrationKey]:
    live = IntegrationKey.integration_id == integration_id, IntegrationKey.retired_at.is_(None)
    return list(db.session.scalars(select(IntegrationKey).where(*live).order_by(IntegrationKey.id)))
