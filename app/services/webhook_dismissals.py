"""Dead letters that nobody needs are dismissed, with a reason; they stay, and may be sent again one by one."""

from sqlalchemy import update

from app import clock
from app.areas.webhooks import events
from app.areas.webhooks.permissions import Webhooks
from app.audit import log
from app.errors import Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.webhook import WebhookDelivery
from app.security.scopes import Changer
from app.services import webhook_endpoints, webhook_replays

NOT_DEAD = "Only a dead letter can be dismissed, and this is none."


def dismiss(delivery_id: str, *, reason: str, by: Changer) -> None:
    """Dismiss one; raises NotFound, also for a brand that is not theirs, or Refused when it is no dead letter."""
    with transaction():
        _, delivery = webhook_replays.held(inside("dv", delivery_id), by)
        if delivery.state != "dead":
            raise Refused(NOT_DEAD)
        delivery.become("dismissed", dismissed_at=clock.now(), reason=reason)
        log.record(events.DeliveryDismissed(target=delivery.outside_id, reason=reason.rstrip(".")))


def dismiss_all(endpoint_id: str, *, count: int, reason: str, by: Changer) -> None:
    """Dismiss every dead letter of an endpoint; raises NotFound, or Refused when there are not `count` of them now."""
    with transaction():
        endpoint = webhook_endpoints.held(endpoint_id, by=by, permission=Webhooks.DELIVERIES_REPLAY)
        dead = WebhookDelivery.endpoint_id == endpoint.id, WebhookDelivery.state == "dead"
        dismissed = {"state": "dismissed", "dismissed_at": clock.now(), "dismissed_reason": reason}
        done = db.session.execute(
            update(WebhookDelivery).where(*dead).values(dismissed).returning(WebhookDelivery.id),
            execution_options={"synchronize_session": False},
        ).all()
        if len(done) != count:
            raise Refused(f"There are {len(done):,} dead letters now, not {count:,}. Look again before you decide.")
        log.record(events.DeliveriesDismissed(target=endpoint.outside_id, count=count, reason=reason.rstrip(".")))
