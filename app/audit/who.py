"""Who is asking, as records name them: by id, with addresses and browsers only as keyed hashes."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask import current_app, g, has_request_context, request
from flask_login import current_user

from app.config import encryption_key_of
from app.ids import outside


@dataclass(frozen=True)
class Actor:
    """`kind` is staff, api_key, system or anonymous."""

    kind: str
    id: str

    def body(self) -> dict[str, Any]:
        return {"kind": self.kind, "id": self.id}


SYSTEM = Actor("system", "command line")


def actor() -> Actor:
    """Whoever acts in this request; the system itself outside of one."""
    if not has_request_context():
        return SYSTEM
    if client := g.get("client"):
        return Actor("api_key", str(client.api_key_id))
    if g.get("identity_known") and current_user.is_authenticated:
        return Actor("staff", current_user.staff.outside_id)
    return Actor("anonymous", "")


def request_id() -> UUID | None:
    """The request's own id, told in every answer."""
    return g.request_id if has_request_context() else None


def request_body() -> dict[str, Any] | None:
    """Where the request came in. The rule and its ids, never the query: people search for names there."""
    if not has_request_context():
        return None
    return {
        "id": outside("rq", g.request_id),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else "",
        "arguments": {key: str(value) for key, value in (request.view_args or {}).items()},
        "address_hash": keyed_hash(request.remote_addr or ""),
        "agent_hash": keyed_hash(request.user_agent.string),
    }


def keyed_hash(text: str) -> str:
    """Tells whether two values are the same, and nothing else, to whoever lacks the key."""
    key = encryption_key_of(current_app)
    return hmac.new(key, b"audit\0" + text.encode("utf-8", "surrogatepass"), sha256).hexdigest()[:32]
