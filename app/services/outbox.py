"""The outbox: what happened, told to other systems in the transaction in which it happens."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import exists, insert, select

from app import clock, messages
from app.audit.canonical import canonical
from app.extensions import db
from app.jobs.queue import enqueue
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookEndpoint

ANYBODY_LISTENS = select(exists().where(WebhookEndpoint.is_enabled))


def tell(name: str, *, about: str, brand_id: int | None, data: Mapping[str, Any]) -> None:
    """Write one message of the catalogue inside the caller's transaction: both come true, or neither.

    What is of no brand goes to endpoints of every brand alone. Raises ValueError for a type that is not in the
    catalogue, or for fields that are not the type's.
    """
    kind = catalogue().get(name)
    if kind is None:
        raise ValueError(f"{name} is not in the catalogue of messages")
    kind.insist(about, data)
    row = {"brand_id": brand_id, "type": name, "version": kind.version, "about": about}
    if db.session.scalar(ANYBODY_LISTENS):
        enqueue("spread_messages")
    db.session.execute(insert(OutboxMessage).values(**row, data=canonical(dict(data)), occurred_at=clock.now()))


@cache
def catalogue() -> dict[str, messages.MessageType]:
    """Every type of message by its name."""
    return messages.every()
