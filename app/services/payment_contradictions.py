"""What payment providers say against what we know: a person looks into it, once, and says what it was."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from app.areas.payments.events import PaymentContradictionLookedInto
from app.areas.payments.permissions import Payments
from app.audit import log
from app.errors import NotFound, Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.payment import PaymentProvider
from app.models.payment_webhook import PaymentWebhook, PaymentWebhookFinding, PaymentWebhookResult
from app.models.staff import Staff
from app.queries.payment_voices import MISSING
from app.security import scopes

NONE = "This webhook contradicts nothing, so there is nothing to look into."
DONE = "Somebody looked into it before. Open it again to read what they found."


def look_into(webhook_id: str, *, reason_code: str, reason: str, by: Staff) -> None:
    """Note what it was; raises NotFound, Forbidden, or Refused when it is no contradiction or is noted already."""
    with transaction():
        webhook = _webhook(webhook_id, by)
        result = db.session.get(PaymentWebhookResult, webhook.id)
        if result is None or result.outcome != "contradiction":
            raise Refused(NONE)
        found = {"payment_webhook_id": webhook.id, "staff_id": by.id, "reason_code": reason_code, "reason": reason}
        noted = insert(PaymentWebhookFinding).values(found).on_conflict_do_nothing()
        if db.session.scalar(noted.returning(PaymentWebhookFinding.payment_webhook_id)) is None:
            raise Refused(DONE)
        provider = db.session.get_one(PaymentProvider, webhook.payment_provider_id)
        told = {"payment_provider": provider.code, "reason_code": reason_code}
        log.record(PaymentContradictionLookedInto(target=webhook.outside_id, **told))


def _webhook(webhook_id: str, by: Staff) -> PaymentWebhook:
    """What is of no brand is for those of every brand."""
    found = db.session.scalar(select(PaymentWebhook).where(PaymentWebhook.public_id == inside("pw", webhook_id)))
    if found is None:
        raise NotFound(MISSING)
    if found.brand_id is not None:
        scopes.insist(by, found.brand_id, Payments.WEBHOOKS_SETTLE, missing=MISSING)
    elif not scopes.is_everywhere(by, Payments.WEBHOOKS_SETTLE):
        raise NotFound(MISSING)
    return found
