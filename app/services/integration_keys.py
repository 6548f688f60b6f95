"""Keys shared with game providers: added, rotated, retired."""

from hashlib import sha256

from app import clock
from app.extensions import db, locked
from app.models.game import IntegrationKey
from app.security.secrets import seal

FINGERPRINT = 16


def add(integration_id: int, secret: str) -> IntegrationKey:
    """A new live key beside the one in use. The database refuses a third."""
    key = IntegrationKey(
        integration_id=integration_id,
        secret_sealed=seal(secret, f"integration {integration_id}"),
        fingerprint=sha256(secret.encode()).hexdigest()[:FINGERPRINT],
    )
    db.session.add(key)
    db.session.flush()
    return key


def retire(key_id: int) -> IntegrationKey:
    """From now on nothing signed with it is taken."""
    key = locked(IntegrationKey, key_id)
    key.retired_at = clock.now()
    return key
