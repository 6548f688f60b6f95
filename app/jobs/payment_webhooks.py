"""What payment providers reported, worked on after it was acknowledged."""

import structlog

from app.jobs.tasks import Backoff, Task
from app.services import payment_inbox

log = structlog.get_logger()


def process_payment_webhook(webhook_id: int) -> None:
    """Apply it once; a contradiction to the books is told to people and not tried again."""
    if payment_inbox.process(webhook_id) == "contradiction":
        log.error("payment provider contradicts the books", webhook_id=webhook_id)


TASKS = {"process_payment_webhook": Task(process_payment_webhook, retry=Backoff(attempts=10, seconds=2))}
