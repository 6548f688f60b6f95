"""The secrets that the demo's payment provider shares with us."""

import secrets
from hashlib import sha256

from sqlalchemy import select

from app.extensions import db
from app.models.payment_webhook import PaymentProviderKey
from app.services import payment_provider_keys


def shared_secrets(payment_provider_id: int, known: list[str]) -> list[str]:
    """Two live secrets; those that are known while the database holds the same, else two new ones."""
    live = select(PaymentProviderKey).where(
        PaymentProviderKey.payment_provider_id == payment_provider_id, PaymentProviderKey.retired_at.is_(None)
    )
    keys = list(db.session.scalars(live))
    if len(keys) == 2 and {key.fingerprint for key in keys} == {_fingerprint(secret) for secret in known}:
        return sorted(known)
    for key in keys:
        payment_provider_keys.retire(key.id)
    db.session.flush()
    return sorted(_new(payment_provider_id) for _ in range(2))


def _new(payment_provider_id: int) -> str:
    secret = secrets.token_hex(24)
    payment_provider_keys.add(payment_provider_id, secret)
    return secret


def _fingerprint(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()[: payment_provider_keys.FINGERPRINT]
