"""Keys of internal tools: `ck_<prefix>_<secret>`, kept as a hash, with permissions, a brand and an end."""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask import g, request
from sqlalchemy import select

from app import clock
from app.errors import Forbidden, Unauthenticated
from app.extensions import db
from app.models.api import ApiKey
from app.security import quotas
from app.security.permissions import Permission

_SHAPE = re.compile(r"ck_([a-z0-9]{8})_[\w-]{20,}", re.ASCII)


@dataclass(frozen=True)
class Client:
    """An internal tool that proved who it is. `brand_id` None: every brand."""

    api_key_id: int
    name: str
    permissions: frozenset[str]
    brand_id: int | None


def make(
    name: str,
    permissions: list[Permission],
    *,
    expires_at: datetime,
    brand_id: int | None = None,
    requests_per_minute: int = quotas.ORDINARY,
) -> tuple[ApiKey, str]:
    """A new key (not yet added to the session) and its text, which is shown this once."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    prefix = "".join(secrets.choice(alphabet) for _ in range(8))
    text = f"ck_{prefix}_{secrets.token_urlsafe(32)}"
    key = ApiKey(
        name=name,
        prefix=prefix,
        secret_hash=_hash(text),
        permissions=[permission.value for permission in permissions],
        expires_at=expires_at,
        brand_id=brand_id,
        requests_per_minute=requests_per_minute,
    )
    return key, text


def authenticate(permission: Permission | None) -> Client:
    """The client behind the request's bearer key; kept on `g.client`.

    Raises Unauthenticated, QuotaExceeded or Forbidden.
    """
    client, quota = _client(bearer_token())
    g.client = client
    quotas.count(client.api_key_id, quota)
    if permission is not None and permission.value not in client.permissions:
        raise Forbidden(f"This key does not hold the permission “{permission.value}”.", permission=permission.value)
    return client


def bearer_token() -> str:
    """What the request sends. Read by ourselves: werkzeug's reader fails on a Basic credential that is not ASCII."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _client(token: str) -> tuple[Client, int]:
    """The client and how often it may ask in a minute."""
    shape = _SHAPE.match(token)
    row = db.session.scalar(select(ApiKey).where(ApiKey.prefix == shape[1])) if shape else None
    # Compare whether or not there is such a key: time must not tell which prefixes exist.
    same = hmac.compare_digest(row.secret_hash if row else bytes(32), _hash(token))
    if row is None or not same or row.revoked_at is not None or row.expires_at <= clock.now():
        raise Unauthenticated("Send a valid key as “Authorization: Bearer ck_…”.")
    return Client(row.id, row.name, frozenset(row.permissions), row.brand_id), row.requests_per_minute


def _hash(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()
