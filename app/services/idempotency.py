"""The same request twice is answered once: the answer is kept in the transaction of the work it answers for."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select

from app.areas.api.events import AnswerRepeated
from app.audit import log
from app.errors import Invalid, Refused
from app.extensions import db, transaction
from app.models.api import IdempotencyKey


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered, ready to send."""

    status: int
    body: str


@dataclass(frozen=True, slots=True)
class Request:
    """One request of one API key, told from every other by its idempotency key."""

    api_key_id: int
    key: str
    method: str
    path: str
    body: bytes

    @property
    def fingerprint(self) -> bytes:
        return sha256(b"\0".join([self.method.encode(), self.path.encode(), self.body])).digest()


def answer_once(request: Request, work: Callable[[], Answer]) -> Answer:
    """Do the work, or give the answer it got before; a refused request holds no key and is decided afresh.

    Raises Refused while the first is still in flight, Invalid when the key was used for another request.
    """
    with transaction():
        _hold(request)
        known = db.session.get(IdempotencyKey, (request.api_key_id, request.key))
        if known is not None:
            return _repeat(known, request)
        answer = work()
        db.session.add(
            IdempotencyKey(
                api_key_id=request.api_key_id,
                key=request.key,
                fingerprint=request.fingerprint,
                status=answer.status,
                body=answer.body,
            )
        )
    return answer


def _hold(request: Request) -> None:
    """One at a time for a key; whoever comes second is told so instead of waiting."""
    lock = func.hashtextextended(f"idempotency {request.api_key_id} {request.key}", 0)
    if not db.session.scalar(select(func.pg_try_advisory_xact_lock(lock))):
        raise Refused("The first request with this Idempotency-Key is still being worked on. Ask again in a moment.")


def _repeat(known: IdempotencyKey, request: Request) -> Answer:
    if known.fingerprint != request.fingerprint:
        raise Invalid("This Idempotency-Key was used for another request.")
    log.record(AnswerRepeated(status=known.status))
    return Answer(known.status, known.body)
