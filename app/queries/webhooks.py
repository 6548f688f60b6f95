"""Webhooks as staff read them: endpoints, deliveries, and what was sent and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.ids import outside
from app.models.brand import Brand
from app.models.outbox import OutboxMessage
from app.models.webhook import WebhookAttempt, WebhookDelivery, WebhookEndpoint, WebhookSecret
from app.queries import settings
from app.queries.keyset import AnyRow, AnySelect, Condition, Page, Window, turned, windowed
from app.queries.reach import Brands
from app.settings import named

STATES = {
    "waiting": ("Waiting", ""),
    "delivered": ("Delivered", "ok"),
    "dead": ("Dead letter", "bad"),
    "dismissed": ("Dismissed", ""),
}
IN_ORDER = frozenset({"delivered", "dismissed"})
MOST_ENDPOINTS = 200


@dataclass(frozen=True)
class SeenEndpoint:
    """A receiver; `dead` counts its dead letters to a cap. `brand` empty: every brand."""

    endpoint_id: int
    id: str
    url: str
    description: str
    types: Sequence[str]
    brand: str
    is_enabled: bool
    disabled_reason: str
    failing_since: datetime | None
    paused_until: datetime | None
    created_at: datetime

    @property
    def name(self) -> str:
        return self.description or self.url

    @property
    def state(self) -> tuple[str, str]:
        if not self.is_enabled:
            return "Disabled", "bad"
        return ("Failing", "warn") if self.failing_since else ("Enabled", "ok")


@dataclass(frozen=True)
class SeenDelivery:
    """One message for one endpoint; `brand` empty: of the whole house."""

    key: UUID
    message_key: UUID
    type: str
    about: str
    data: str
    occurred_at: datetime
    brand: str
    endpoint_key: UUID
    url: str
    is_enabled: bool
    state: str
    attempts: int
    next_at: datetime | None
    last_status: int | None
    created_at: datetime
    dismissed_at: datetime | None
    dismissed_reason: str

    @cached_property
    def id(self) -> str:
        return outside("dv", self.key)

    @cached_property
    def message(self) -> str:
        return outside("msg", self.message_key)

    @cached_property
    def endpoint(self) -> str:
        return outside("ep", self.endpoint_key)

    @property
    def word(self) -> str:
        return STATES[self.state][0]

    @property
    def is_in_order(self) -> bool:
        return self.state in IN_ORDER

    @property
    def seen(self) -> str:
        """Another one once an attempt began or ended."""
        return f"{self.state}-{self.attempts}-{self.next_at.timestamp() if self.next_at else 'none'}"

    @property
    def tone(self) -> str:
        return "warn" if self.state == "waiting" and self.attempts else STATES[self.state][1]


def endpoints(brands: Brands) -> list[SeenEndpoint]:
    """The oldest first, at most 200."""
    return [_endpoint(row) for row in db.session.execute(_endpoints(brands).limit(MOST_ENDPOINTS))]


def endpoint(public_id: UUID, brands: Brands) -> SeenEndpoint:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(_endpoints(brands).where(WebhookEndpoint.public_id == public_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such endpoint, or it belongs to a brand that is not yours.")
    return _endpoint(row)


def secrets_of(endpoint_id: int) -> list[WebhookSecret]:
    """Without their texts: what tells them apart, and until when they sign. The newer first."""
    found = select(WebhookSecret).where(WebhookSecret.endpoint_id == endpoint_id)
    return list(db.session.scalars(found.order_by(WebhookSecret.expires_at.desc().nulls_first())))


def dead_letters(endpoint_id: int) -> tuple[int, datetime | None]:
    """How many there are, and since when."""
    found = (
        select(func.count(), func.min(OutboxMessage.occurred_at))
        .select_from(WebhookDelivery)
        .join(OutboxMessage, OutboxMessage.id == WebhookDelivery.message_id)
        .where(WebhookDelivery.endpoint_id == endpoint_id, WebhookDelivery.state == "dead")
    )
    count, since = db.session.execute(found).one()
    return count, since


def listed(
    conditions: Sequence[Condition], window: Window, brands: Brands, *, oldest_first: bool = False
) -> Page[SeenDelivery]:
    """One page of deliveries, newest first unless told otherwise: two queries at most."""
    query = _deliveries(brands).where(*conditions)
    rows = windowed(query, WebhookDelivery.id, window, newest_first=not oldest_first)
    found = [SeenDelivery(*row) for row in db.session.execute(rows)]
    return turned(found, [each.key for each in found], window, query)


def one(delivery_id: UUID, brands: Brands) -> SeenDelivery:
    """Raises NotFound when there is none, or none of these brands."""
    row = db.session.execute(_deliveries(brands).where(WebhookDelivery.id == delivery_id)).one_or_none()
    if row is None:
        raise missing()
    return SeenDelivery(*row)


def message(message_id: UUID, brands: Brands) -> OutboxMessage:
    """Raises NotFound when there is none, or none of these brands."""
    query = select(OutboxMessage).where(OutboxMessage.id == message_id)
    found = db.session.scalar(query if brands is None else query.where(OutboxMessage.brand_id.in_(brands)))
    if found is None:
        raise NotFound("There is no such message, or it belongs to a brand that is not yours.")
    return found


def missing() -> NotFound:
    kept = settings.written(named("webhooks.deliveries_kept"))
    return NotFound(
        "There is no such delivery, or it belongs to a brand that is not yours. "
        f"Perhaps it arrived and was removed since: deliveries are kept for {kept}."
    )


def attempts(delivery_id: UUID) -> list[WebhookAttempt]:
    """The newest first."""
    found = select(WebhookAttempt).where(WebhookAttempt.delivery_id == delivery_id)
    return list(db.session.scalars(found.order_by(WebhookAttempt.number.desc())))


def in_state(state: str) -> Condition:
    return WebhookDelivery.state == state


def of_type(name: str) -> Condition:
    return OutboxMessage.type == name


def at_endpoint(public_id: UUID) -> Condition:
    found = select(WebhookEndpoint.id).where(WebhookEndpoint.public_id == public_id)
    return WebhookDelivery.endpoint_id == found.scalar_subquery()


def of_message(message_id: UUID) -> Condition:
    return WebhookDelivery.message_id == message_id


def about(outside_id: str) -> Condition:
    return OutboxMessage.about == outside_id


def _endpoints(brands: Brands) -> AnySelect:
    endpoint = WebhookEndpoint
    query = (
        select(
            endpoint.id, endpoint.public_id, endpoint.url, endpoint.description, endpoint.types, Brand.name,
            endpoint.is_enabled, endpoint.disabled_reason, endpoint.failing_since, endpoint.paused_until,
            endpoint.created_at,
        )
        .outerjoin(Brand, Brand.id == endpoint.brand_id)
        .order_by(endpoint.id)
    )  # fmt: skip
    return query if brands is None else query.where(endpoint.brand_id.in_(brands))


def _endpoint(row: AnyRow) -> SeenEndpoint:
    endpoint_id, public_id, url, description, types, brand, *rest = row
    return SeenEndpoint(endpoint_id, outside("ep", public_id), url, description, types, brand or "", *rest)


def _deliveries(brands: Brands) -> AnySelect:
    delivery, message, endpoint = WebhookDelivery, OutboxMessage, WebhookEndpoint
    query = (
        select(
            delivery.id, delivery.message_id, message.type, message.about, message.data, message.occurred_at,
            func.coalesce(Brand.code, ""), endpoint.public_id, endpoint.url, endpoint.is_enabled, delivery.state,
            delivery.attempts, delivery.next_at, delivery.last_status, delivery.created_at, delivery.dismissed_at,
            delivery.dismissed_reason,
        )
        .join(message, message.id == delivery.message_id)
        .join(endpoint, endpoint.id == delivery.endpoint_id)
        .outerjoin(Brand, Brand.id == message.brand_id)
    )  # fmt: skip
    return query if brands is None else query.where(message.brand_id.in_(brands))
