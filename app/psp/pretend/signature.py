"""`Pretend-Signature: t=<seconds>,v1=<hex>[,v1=<hex>]`: HMAC-SHA256 over `<t>.<raw body>`, once for each live key."""

import hmac
import re
from collections.abc import Iterable
from enum import StrEnum
from hashlib import sha256

HEADER = "Pretend-Signature"
TOLERANCE = 300  # seconds, into the past and into the future
_SHAPE = re.compile(r"t=(\d{1,12})((?:,v1=[0-9a-f]{64}){1,8})", re.ASCII)


class Verdict(StrEnum):
    GENUINE = "genuine"
    BAD_SIGNATURE = "bad_signature"
    OUT_OF_TIME = "out_of_time"


def verify(header: str, body: bytes, secrets: Iterable[str], *, now: float) -> Verdict:
    """Whether any of our secrets signed this body, and lately. Every pair is compared, whichever fits."""
    shape = _SHAPE.fullmatch(header)
    if shape is None:
        return Verdict.BAD_SIGNATURE
    given = shape[2].removeprefix(",v1=").split(",v1=")
    wanted = [_mac(shape[1], body, secret) for secret in secrets]
    matches = [hmac.compare_digest(one, other) for one in given for other in wanted]
    if not any(matches):
        return Verdict.BAD_SIGNATURE
    return Verdict.GENUINE if abs(now - int(shape[1])) <= TOLERANCE else Verdict.OUT_OF_TIME


def sign(body: bytes, secrets: Iterable[str], *, at: int) -> str:
    """The header as the payment provider makes it."""
    return ",".join([f"t={at}", *(f"v1={_mac(str(at), body, secret)}" for secret in secrets)])


def _mac(at: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), at.encode() + b"." + body, sha256).hexdigest()
