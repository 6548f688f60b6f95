"""Keys shared with payment providers: added, rotated, retired."""

from hashlib import sha256

from sqlalchemy import select

from app import clock
from app.extensions import db, locked
from app.models.payment_webhook import PaymentProviderKey
from app.security.secrets import seal, unseal

FINGERPRINT = 16


def add(payment_provider_id: int, secret: str) -> PaymentProviderKey:
    """A new live key beside the one in use, in the caller's transaction. The database refuses a third."""
    key = PaymentProviderKey(
        payment_provider_id=payment_provider_id,
        secret_sealed=seal(secret, _purpose(payment_provider_id)),
        fingerprint=sha256(secret.encode()).hexdigest()[:FINGERPRINT],
    )
    db.session.add(key)
    db.session.flush()
    return key


def retire(key_id: int) -> PaymentProviderKey:
    """From now on nothing signed with it is taken."""
    key = locked(PaymentProviderKey, key_id)
    key.retired_at = clock.now()
    return key


def live(payment_provider_id: int) -> list[str]:
    """The secrets that are taken now."""
    keys = select(PaymentProviderKey.secret_sealed).where(
        PaymentProviderKey.payment_provider_id == payment_provider_id, PaymentProviderKey.retired_at.is_(None)
    )
    return [unseal(sealed, _purpose(payment_provider_id)) for sealed in db.session.scalars(keys)]


def _purpose(payment_provider_id: int) -> str:
    return f"payment provider {payment_provider_id}"
