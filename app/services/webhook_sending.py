"""Webhooks on their way: spread over the endpoints, attempted outside any transaction, recorded, tried again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from time import monotonic
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, or_, select, text

from app import clock
from app.areas.webhooks.settings import DISABLE_AFTER
from app.config import may_call_loopback
from app.egress import client
from app.extensions import db, locked, transaction
from app.jobs.queue import enqueue
from app.models.brand import Brand
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from app.queries import settings
from app.services import webhook_endpoints
from app.webhooks import schedule, wire

AT_ONCE = 500
CLAIMED = timedelta(minutes=1)  # longer than any attempt: what is claimed longer was lost with its worker
TURN_SECONDS = 30.0  # then others have theirs
EARLY = timedelta(seconds=1)  # by which the queue's clock may be ahead of ours
KEPT_BYTES = 16_384
READER = "webhooks"

BEGIN = text("""
    insert into outbox_reader (name, xid, message_id)
    values (:name, '0', '00000000-0000-0000-0000-000000000000') on conflict do nothing
""")
PLACE = text("select xid::text, message_id from outbox_reader where name = :name for update")
READY = text("""
    select xid::text, id from outbox_message
    where (xid, id) > (cast(:xid as xid8), :message_id) and xid < settled_place()
    order by outbox_message.xid, id limit :size
""")
SPREAD = text("""
    insert into webhook_delivery (message_id, endpoint_id, state, next_at)
    select message.id, endpoint.id,
      case when is_enabled then 'waiting' else 'dead' end, case when is_enabled then cast(:now as timestamptz) end
    from outbox_message message
    join webhook_endpoint endpoint on message.type = any(endpoint.types)
      and (endpoint.brand_id is null or endpoint.brand_id = message.brand_id)
      and endpoint.created_at <= message.recorded_at
    where message.id = any(:ids)
    order by message.id, endpoint.id
    on conflict do nothing
    returning endpoint_id, state
""")
ADVANCE = text("update outbox_reader set xid = cast(:xid as xid8), message_id = :message_id where name = :name")


@dataclass(frozen=True)
class Sending:
    """One attempt, claimed: everything that is sent."""

    delivery_id: UUID
    endpoint_id: int
    number: int
    began_at: datetime
    url: str
    headers: Mapping[str, str]
    body: bytes


def spread(size: int = AT_ONCE) -> int:
    """Make deliveries of the next messages that no open transaction can come before; returns how many were read."""
    with transaction():
        db.session.execute(BEGIN, {"name": READER})
        place = db.session.execute(PLACE, {"name": READER}).mappings().one()
        ready = db.session.execute(READY, {**place, "size": size}).all()
        if not ready:
            return 0
        made = db.session.execute(SPREAD, {"ids": [message_id for _, message_id in ready], "now": clock.now()}).all()
        for endpoint_id in {endpoint_id for endpoint_id, state in made if state == "waiting"}:
            ask_for(endpoint_id)
        xid, message_id = ready[-1]
        db.session.execute(ADVANCE, {"name": READER, "xid": xid, "message_id": message_id})
    return len(ready)


def enqueue_what_is_due() -> int:
    """Ask again for endpoints with something due: a job was lost, or time has moved; returns how many."""
    with transaction():
        due = select(WebhookDelivery.endpoint_id).where(*_is_due(clock.now())).distinct()
        found = db.session.scalars(due).all()
        for endpoint_id in found:
            ask_for(endpoint_id)
    return len(found)


def ask_for(endpoint_id: int) -> None:
    """Have what is due at an endpoint sent; asking twice is asking once."""
    enqueue("send_webhooks", queueing_lock=f"webhooks {endpoint_id}", endpoint_id=endpoint_id)


def send_due(endpoint_id: int) -> int:
    """Attempt what is due at one endpoint, one after the other in the order of the messages; returns how many.

    Only one worker at a time does so for an endpoint: order holds, and a slow receiver holds up nobody else.
    """
    made, ends = 0, monotonic() + TURN_SECONDS
    while (delivery_id := _next(endpoint_id, is_ours=made > 0, is_over=monotonic() > ends)) is not None:
        attempt(delivery_id)
        made += 1
    return made


def _next(endpoint_id: int, *, is_ours: bool, is_over: bool) -> UUID | None:
    """What is due first, with the endpoint claimed for the attempt; None with the claim given back."""
    with transaction():
        endpoint, now = locked(WebhookEndpoint, endpoint_id), clock.now()
        if not is_ours and endpoint.sending_until and endpoint.sending_until > now:
            return None
        due = select(WebhookDelivery.id).where(WebhookDelivery.endpoint_id == endpoint_id, *_is_due(now))
        found = db.session.scalar(due.order_by(WebhookDelivery.message_id).limit(1))
        if found and endpoint.paused_until and endpoint.paused_until > now:
            lock = f"webhooks {endpoint_id} paused"
            enqueue("send_webhooks", queueing_lock=lock, schedule_at=endpoint.paused_until, endpoint_id=endpoint_id)
            found = None
        if found and is_over:
            ask_for(endpoint_id)
            found = None
        endpoint.sending_until = now + CLAIMED if found else None
    return found


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    free = or_(WebhookDelivery.claimed_until.is_(None), WebhookDelivery.claimed_until <= now)
    return WebhookDelivery.state == "waiting", WebhookDelivery.next_at <= now + EARLY, free


def attempt(delivery_id: UUID) -> bool:
    """One attempt, if it is due and nobody else makes it; returns whether it was made."""
    sending = _claim(delivery_id)
    if sending is None:
        return False
    answer = client.post(
        sending.url, headers=sending.headers, body=sending.body, with_loopback=may_call_loopback(current_app)
    )
    _record(sending, answer)
    return True


def body_of(message: OutboxMessage, brand: str | None) -> bytes:
    """What is sent of a message, in every attempt the same."""
    return wire.body(message.type, message.occurred_at, {"id": message.about, "brand": brand, **_data(message)})


def _data(message: OutboxMessage) -> dict[str, Any]:
    return json.loads(message.data)


def _claim(delivery_id: UUID) -> Sending | None:
    with transaction():
        delivery, now = locked(WebhookDelivery, delivery_id), clock.now()
        if delivery.next_at is None or delivery.next_at > now + EARLY or (delivery.claimed_until or now) > now:
            return None
        endpoint = db.session.get_one(WebhookEndpoint, delivery.endpoint_id, populate_existing=True)
        delivery.claimed_until = now + CLAIMED
        delivery.attempts += 1
        return _sending(delivery, endpoint, now)


def _sending(delivery: WebhookDelivery, endpoint: WebhookEndpoint, now: datetime) -> Sending:
    message = db.session.get_one(OutboxMessage, delivery.message_id)
    brand = None if message.brand_id is None else db.session.get_one(Brand, message.brand_id).code
    content = body_of(message, brand)
    headers = wire.headers(message.outside_id, now, content, webhook_endpoints.keys(endpoint.id, now))
    return Sending(delivery.id, endpoint.id, delivery.attempts, now, endpoint.url, headers, content)


def _record(sending: Sending, answer: client.Answer) -> None:
    with transaction():
        endpoint = locked(WebhookEndpoint, sending.endpoint_id)  # the endpoint first, as whoever disables it does
        delivery = locked(WebhookDelivery, sending.delivery_id)
        db.session.add(_attempt(sending, answer))
        delivery.claimed_until, delivery.last_status = None, answer.status
        if schedule.is_success(answer.status):
            delivery.become("delivered")
            endpoint.failing_since = None
        else:
            _fail(delivery, endpoint, answer, clock.now())


def _attempt(sending: Sending, answer: client.Answer) -> WebhookAttempt:
    return WebhookAttempt(
        delivery_id=sending.delivery_id,
        number=sending.number,
        began_at=sending.began_at,
        headers=json.dumps(sending.headers),
        body_sha256=sha256(sending.body).digest(),
        address=answer.address,
        status=answer.status,
        answer=answer.body[:KEPT_BYTES],
        latency_ms=answer.latency_ms,
        error=answer.error,
    )


def _fail(delivery: WebhookDelivery, endpoint: WebhookEndpoint, answer: client.Answer, now: datetime) -> None:
    endpoint.failing_since = endpoint.failing_since or now
    pause = schedule.pause(answer.status, answer.headers.get("retry-after", ""), now)
    endpoint.paused_until = pause or endpoint.paused_until
    if endpoint.is_enabled and (reason := _reason_to_disable(endpoint, answer.status, now)):
        webhook_endpoints.disable_held(endpoint, reason)
    if delivery.state == "dismissed":  # while this attempt was under way
        return
    due = schedule.next_at(delivery.step, now) if endpoint.is_enabled else None
    if due is None:
        delivery.become("dead")
        return
    delivery.step += 1
    _put_off(delivery, max(due, pause or due))


def _reason_to_disable(endpoint: WebhookEndpoint, status: int, now: datetime) -> str:
    if status == schedule.GONE:
        return "The receiver answered 410 Gone."
    longest = settings.value(DISABLE_AFTER)
    if endpoint.failing_since and now - endpoint.failing_since >= longest:
        return f"Every attempt failed for {DISABLE_AFTER.written(longest)}."
    return ""


def _put_off(delivery: WebhookDelivery, due: datetime) -> None:
    delivery.become("waiting", next_at=due)
    enqueue("send_webhooks", schedule_at=due, endpoint_id=delivery.endpoint_id)
