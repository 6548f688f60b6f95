"""Sends mails about alerts."""

from app.jobs.tasks import SENDING, Backoff, Task
from app.services import alert_mail


def mail_alert(alert: str, what: str) -> None:
    """One mail; a server that takes nothing is tried again for an hour or so."""
    alert_mail.send(alert, what)


TASKS = {"mail_alert": Task(mail_alert, retry=Backoff(attempts=9, seconds=10), queue=SENDING)}
