"""A message as it is sent: body, headers, signatures (Standard Webhooks 1.0)."""

import base64
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

PREFIX = "whsec_"
SECRET_BYTES = 32  # the standard asks for 24 to 64
MOST_BYTES = 20_000


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def body(name: str, occurred_at: datetime, data: Mapping[str, Any]) -> bytes:
    """The same message is the same bytes in every attempt."""
    stamp = occurred_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    text = json.dumps({"type": name, "timestamp": stamp, "data": data}, separators=(",", ":"), sort_keys=False)
    if len(text) > MOST_BYTES:
        raise ValueError(f"a message of {len(text)} bytes is too large for a webhook")
    return text.encode()


def headers(message_id: str, at: datetime, content: bytes, keys: Sequence[str]) -> dict[str, str]:
    """What goes with an attempt at that moment; one signature for each live secret."""
    stamp = str(int(at.timestamp()))
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signature(key, message_id, stamp, content) for key in keys),
    }


def signature(key: str, message_id: str, stamp: str, content: bytes) -> str:
    secret = base64.b64decode(key.removeprefix(PREFIX))
    signed = hmac.digest(secret, f"{message_id}.{stamp}.".encode() + content, sha256)
    return f"v1,{base64.b64encode(signed).decode()}"
