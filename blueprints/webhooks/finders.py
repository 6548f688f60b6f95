"""How webhooks are found: endpoints, deliveries, and a message by what became of it at every endpoint."""

from app.areas.webhooks.permissions import Webhooks
from app.models.outbox import OutboxMessage
from app.queries import webhooks
from app.queries.webhooks import SeenDelivery, SeenEndpoint
from app.web.finding import by_id


def _say_endpoint(found: SeenEndpoint) -> str:
    return f"{found.name}, {found.state[0].lower()}"


def _say_delivery(found: SeenDelivery) -> str:
    return f"{found.type}, {found.word.lower()}"


def _say_message(found: OutboxMessage) -> str:
    return f"{found.type}, its deliveries"


FINDERS = (
    by_id(
        "Webhook endpoints",
        "ep",
        Webhooks.ENDPOINTS_READ,
        one=webhooks.endpoint,
        endpoint="webhooks.show_endpoint",
        argument="endpoint_id",
        say=_say_endpoint,
    ),
    by_id(
        "Webhook deliveries",
        "dv",
        Webhooks.DELIVERIES_READ,
        one=webhooks.one,
        endpoint="webhooks.show_delivery",
        argument="delivery_id",
        say=_say_delivery,
    ),
    by_id(
        "Messages",
        "msg",
        Webhooks.DELIVERIES_READ,
        one=webhooks.message,
        endpoint="webhooks.list_deliveries",
        argument="message",
        say=_say_message,
    ),
)
