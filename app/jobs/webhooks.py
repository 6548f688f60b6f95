"""Webhooks: messages spread over the endpoints, and sent to each by one job at a time."""

from app.jobs.tasks import SENDING, Task
from app.services import webhook_sending


def spread_messages() -> None:
    """Make deliveries of what was told; asked for with each message."""
    while webhook_sending.spread() == webhook_sending.AT_ONCE:
        pass


def send_webhooks(endpoint_id: int) -> None:
    """What is due at one endpoint."""
    webhook_sending.send_due(endpoint_id)


def keep_webhooks_going(timestamp: int) -> None:
    """What a job was lost for, or what an open transaction held back, goes on within a minute."""
    spread_messages()
    webhook_sending.enqueue_what_is_due()


TASKS = {
    "spread_messages": spread_messages,
    "send_webhooks": Task(send_webhooks, queue=SENDING),
    "keep_webhooks_going": keep_webhooks_going,
}
SCHEDULE = {"keep_webhooks_going": "* * * * *"}
