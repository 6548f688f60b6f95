"""Sending again what was given up, or lost on the other side: always in the order in which it was told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app import clock
from app.areas.webhooks import events
from app.areas.webhooks.permissions import Webhooks
from app.audit import log
from app.errors import Refused
from app.extensions import db, locked, transaction
from app.ids import inside, outside
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookDelivery, WebhookEndpoint
from app.queries import webhooks
from app.security.scopes import Changer
from app.services import webhook_endpoints, webhook_sending

MOST = 10_000
DISABLED = "This endpoint is disabled. Enable it first."


def replay(delivery_id: str, *, by: Changer) -> None:
    """Send one again, whatever became of it, from the beginning of the schedule."""
    with transaction():
        endpoint, delivery = held(inside("dv", delivery_id), by)
        if not endpoint.is_enabled:
            raise Refused(DISABLED)
        _begin_anew(delivery, clock.now())
        webhook_sending.ask_for(delivery.endpoint_id)
        message = outside("msg", delivery.message_id)
        log.record(events.DeliveryReplayed(target=delivery.outside_id, message=message))


def replay_since(endpoint_id: str, since: datetime, *, by: Changer) -> int:
    """Send the dead letters of an endpoint since then again, one after the other in the order of their messages.

    Returns how many, at most 10,000: the oldest of them. What was dismissed is not among them.
    """
    with transaction():
        endpoint = webhook_endpoints.held(endpoint_id, by=by, permission=Webhooks.DELIVERIES_REPLAY)
        if not endpoint.is_enabled:
            raise Refused(DISABLED)
        dead, now = _dead(endpoint.id, since), clock.now()
        for delivery in dead:
            _begin_anew(delivery, now)
        webhook_sending.ask_for(endpoint.id)
        told = since.isoformat("T", "seconds")
        log.record(events.DeliveriesReplayed(target=endpoint.outside_id, count=len(dead), since=told))
    return len(dead)


def _dead(endpoint_id: int, since: datetime) -> list[WebhookDelivery]:
    found = (
        select(WebhookDelivery)
        .join(OutboxMessage, OutboxMessage.id == WebhookDelivery.message_id)
        .where(WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.state == "dead")
        .where(OutboxMessage.occurred_at >= since)
        .order_by(WebhookDelivery.message_id)
        .limit(MOST)
        .with_for_update(of=WebhookDelivery)
    )
    return list(db.session.scalars(found))


def held(delivery_id: UUID, by: Changer) -> tuple[WebhookEndpoint, WebhookDelivery]:
    """The delivery and its endpoint, which is locked first; raises NotFound, also for a brand that is not theirs."""
    ids = select(WebhookDelivery.endpoint_id, OutboxMessage.brand_id).join(
        OutboxMessage, OutboxMessage.id == WebhookDelivery.message_id
    )
    found = db.session.execute(ids.where(WebhookDelivery.id == delivery_id)).one_or_none()
    brands = by.brands_for(Webhooks.DELIVERIES_REPLAY)
    if found is None or (brands is not None and found.brand_id not in brands):
        raise webhooks.missing()
    return locked(WebhookEndpoint, found.endpoint_id), locked(WebhookDelivery, delivery_id)


def _begin_anew(delivery: WebhookDelivery, now: datetime) -> None:
    delivery.become("waiting", next_at=now)
    delivery.step = 0
