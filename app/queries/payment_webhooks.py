"""What a payment provider sent about one payment, as staff read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import false, or_, select

from app.extensions import db
from app.ids import outside
from app.models.payment_webhook import PaymentWebhook, PaymentWebhookResult

MOST = 50
SHOWN_HEADERS = frozenset({"content-type", "content-length", "date", "host", "user-agent"})
WEBHOOKS = select(PaymentWebhook, PaymentWebhookResult.outcome, PaymentWebhookResult.detail).outerjoin(
    PaymentWebhookResult, PaymentWebhookResult.payment_webhook_id == PaymentWebhook.id
)
WITHHELD = "kept, not shown"  # a signature, or what a proxy added: evidence, not reading


@dataclass(frozen=True)
class SeenWebhook:
    """One request as it came, how it was judged, and what it led to."""

    public_id: UUID
    event_type: str
    verdict: str
    outcome: str | None
    detail: str | None
    body: bytes
    headers: dict[str, str]
    received_at: datetime

    @cached_property
    def id(self) -> str:
        return outside("pw", self.public_id)


def about(provider_id: int, object_id: str | None, references: Sequence[str]) -> list[SeenWebhook]:
    """Those about one object of the payment provider's, or that name one of ours, newest first: one query.

    Ours find what was refused too: a report of another amount, or of a payment that we know nothing of.
    """
    is_it = PaymentWebhook.object_id == object_id if object_id else false()
    is_named = or_(is_it, PaymentWebhook.reference.in_(references))
    rows = WEBHOOKS.where(PaymentWebhook.payment_provider_id == provider_id, is_named)
    newest = db.session.execute(rows.order_by(PaymentWebhook.id.desc()).limit(MOST))
    return [_seen(webhook, outcome, detail) for webhook, outcome, detail in newest]


def as_it_came(row_id: int) -> SeenWebhook:
    """One that is there."""
    webhook, outcome, detail = db.session.execute(WEBHOOKS.where(PaymentWebhook.id == row_id)).one()
    return _seen(webhook, outcome, detail)


def _seen(webhook: PaymentWebhook, outcome: str | None, detail: str | None) -> SeenWebhook:
    return SeenWebhook(
        public_id=webhook.public_id,
        event_type=webhook.event_type or "",
        verdict=webhook.verdict,
        outcome=outcome,
        detail=detail,
        body=webhook.body,
        headers={name: _shown(name, value) for name, value in sorted(webhook.headers.items())},
        received_at=webhook.received_at,
    )


def _shown(name: str, value: object) -> str:
    return str(value) if name.lower() in SHOWN_HEADERS else WITHHELD
