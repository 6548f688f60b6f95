"""Who is asking, as records name them: by id, with addresses and browsers only as keyed hashes."""

import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import current_app, g, has_app_context, has_request_context, request
from flask_login import current_user

from app.config import encryption_key_of
from app.ids import outside

AN_ID = re.compile(r"[a-z]{2,3}_[0-9A-HJKMNP-TV-Z]{26}")
A_WORD = re.compile(r"\d{1,20}|[a-z]{1,20}(-[a-z]{1,20}){0,2}|[A-Z][A-Z0-9_]{2,31}", re.ASCII)  # as our addresses have


@dataclass(frozen=True)
class Actor:
    """`kind` is staff, api_key, system or anonymous."""

    kind: str
    id: str

    def body(self) -> dict[str, Any]:
        return {"kind": self.kind, "id": self.id}


SYSTEM = Actor("system", "command line")


@contextmanager
def acting(actor: Actor, request: UUID | None = None) -> Iterator[None]:
    """Outside of a request: what happens inside is done by `actor`, as the request `request` had asked for it."""
    before = g.get("acting")
    g.acting = (actor, request)
    try:
        yield
    finally:
        g.acting = before


def actor() -> Actor:
    """Whoever acts in this request; outside of one whoever a job acts for, else the system itself."""
    if not has_request_context():
        return _acting()[0]
    if client := g.get("client"):
        return Actor("api_key", str(client.api_key_id))
    if g.get("identity_known") and current_user.is_authenticated:
        return Actor("staff", current_user.staff.outside_id)
    return Actor("anonymous", "")


def request_id() -> UUID | None:
    """The request's own id, told in every answer."""
    return g.request_id if has_request_context() else _acting()[1]


def _acting() -> tuple[Actor, UUID | None]:
    return (g.get("acting") if has_app_context() else None) or (SYSTEM, None)


def request_body() -> dict[str, Any] | None:
    """Where the request came in. The rule and its ids, never the query: people search for names there.

    What stands in the place of an id and is none may be an address or a name too: of that only the hash is kept.
    """
    if not has_request_context():
        return None
    return {
        "id": outside("rq", g.request_id),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else "",
        "arguments": {key: _shown(key, str(value)) for key, value in (request.view_args or {}).items()},
        "address_hash": keyed_hash(request.remote_addr or ""),
        "agent_hash": keyed_hash(request.user_agent.string),
    }


def _shown(name: str, text: str) -> str:
    shape = AN_ID if name.endswith("_id") else A_WORD
    return text if shape.fullmatch(text) else f"hash {keyed_hash(text)}"


def keyed_hash(text: str) -> str:
    """Tells whether two values are the same, and nothing else, to whoever lacks the key."""
    key = encryption_key_of(current_app)
    return hmac.new(key, b"audit\0" + text.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:32]
