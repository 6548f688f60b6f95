"""The header fields of the API, as the document names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blueprints.api.schemas.fields import Versioned
from blueprints.api.schemas.lists import Listed

if TYPE_CHECKING:
    from blueprints.api.contract import Shape

Node = dict[str, Any]
ABOUT = (
    "For internal tools, each with a key of its own: “Authorization: Bearer ck_…”. Money is whole minor units beside"
    " its currency; times are RFC 3339 in UTC; refusals are RFC 9457 problems."
)
IDS = {
    "player_id": ("pl", "A player."),
    "login_session_id": ("ls", "A login session."),
    "game_session_id": ("gs", "A game session."),
    "deposit_attempt_id": ("at", "An attempt to deposit."),
    "deposit_id": ("dp", "A deposit."),
    "withdrawal_id": ("wd", "A withdrawal."),
    "adjustment_id": ("aj", "An adjustment."),
}
TEXT = {"type": "string"}


def _field(description: str, **schema: Any) -> Node:
    return {"description": description, "schema": TEXT | schema}


HEADERS = {
    "ETag": _field("The version, as a strong entity tag.", pattern=r'^"[0-9]+"$'),
    "Link": _field("Leads to the next page while there is one."),
    "Location": _field("Where the new thing is."),
    "RateLimit": _field("What this key has left (`r`) for the next `t` seconds."),
    "RateLimitPolicy": _field("How often this key may ask (`q`) in `w` seconds."),
    "RetryAfter": {"description": "Seconds to wait.", "schema": {"type": "integer"}},
    "RequestId": _field("Names this request when you ask us about it.", pattern="^rq_"),
}
PARAMETERS: Node = {
    "IdempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "New for each new request, the same for a repetition, which gets the first answer.",
        "schema": {"type": "string", "pattern": r"^[!#-\[\]-~]{1,255}$"},
    },
    "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": True,
        "description": "The ETag you saw; 412 when there is a newer one.",
        "schema": TEXT,
    },
    "IfNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "The ETag you have; 304 while it is the newest.",
        "schema": TEXT,
    },
}


def parameter(name: str) -> Node:
    return {"$ref": f"#/components/parameters/{name}"}


def path_parameter(name: str) -> Node:
    """An identifier: a prefix that says what it is, then 26 letters of Crockford's base 32."""
    prefix, description = IDS[name]
    schema = {"type": "string", "pattern": f"^{prefix}_[0-7][0-9A-HJKMNP-TV-Z]{{25}}$"}
    return {"description": description, "schema": schema}


def is_conditional(shape: Shape) -> bool:
    return shape.status == 200 and not shape.reads and _is(shape, Versioned)


def headers_of(code: int, shape: Shape) -> Node:
    """Those an answer of this status carries; where the key is not known there is no quota to tell."""
    names = {"X-Request-Id": "RequestId"}
    if code not in (401, 500, 503):
        names |= {"RateLimit": "RateLimit", "RateLimit-Policy": "RateLimitPolicy"}
    if code in (429, 503):
        names["Retry-After"] = "RetryAfter"
    if code in (shape.status, 304) and _is(shape, Versioned):
        names["ETag"] = "ETag"
    if code == 201:
        names["Location"] = "Location"
    if code == 200 and _is(shape, Listed):
        names["Link"] = "Link"
    return {name: {"$ref": f"#/components/headers/{component}"} for name, component in names.items()}


def _is(shape: Shape, kind: type) -> bool:
    return shape.gives is not None and issubclass(shape.gives, kind)
