"""Alerts by mail: asked for with the change they tell of, sent by a job, told again until a server took them."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

from flask import current_app
from sqlalchemy import func, select

from app.areas.monitoring.settings import ALERTS_MAIL_FROM, ALERTS_MAIL_TO
from app.checks.catalogue import BY_NAME, titled
from app.config import settings_of
from app.egress import mail
from app.extensions import db, transaction
from app.ids import inside
from app.jobs.queue import enqueue
from app.models.alert import Alert
from app.queries import settings

WORDS = {"opened": "", "worsened": "Worse: ", "closed": "Over: "}


def ask_for(alert: Alert, what: str) -> None:
    """Inside the caller's transaction; nothing when nobody is to be told, or no server is named."""
    if recipients() and settings_of(current_app).smtp_url.get_secret_value():
        enqueue("mail_alert", alert=alert.outside_id, what=what)


def recipients() -> list[str]:
    """The addresses that the setting names; what is none is left out."""
    named = (parseaddr(each)[1] for each in settings.value(ALERTS_MAIL_TO).split(","))
    return [each for each in named if _is_address(each)]


def send(alert_id: str, what: str) -> None:
    """Send it, and note when; raises Undelivered when no server took it. A mail sent twice has one Message-ID."""
    alert = db.session.scalar(select(Alert).where(Alert.public_id == inside("al", alert_id)))
    to = recipients()
    if alert is None or not to:
        return
    message = compose(alert, what, to)
    db.session.rollback()  # no connection is held while a server takes its time
    mail.send(settings_of(current_app).smtp_url.get_secret_value(), message)
    with transaction():
        found = db.session.get_one(Alert, alert.id)
        found.mailed_at = func.clock_timestamp()


def compose(alert: Alert, what: str, to: list[str]) -> EmailMessage:
    """What happened in the subject; what to do in the body."""
    message, title, worst = EmailMessage(), titled(alert.cause), alert.severity.capitalize()
    message["Subject"] = f"{WORDS[what]}{worst}: {title}, {alert.figure}"
    message["From"] = settings.value(ALERTS_MAIL_FROM)
    message["To"] = ", ".join(to)
    message["Message-ID"] = f"<{alert.outside_id}.{what}@countroom>"
    message["Auto-Submitted"] = "auto-generated"
    check = BY_NAME.get(alert.cause.partition(" ")[0])
    lines = [
        f"{title}: {alert.figure}",
        f"State: {worst}" + (", over" if what == "closed" else ""),
        f"Since: {alert.opened_at:%Y-%m-%d %H:%M:%S} UTC",
        f"Alert: {alert.outside_id}, under System > Health > Alerts",
    ]
    message.set_content("\n".join([*lines, "", check.advice if check else ""]))
    return message


def _is_address(text: str) -> bool:
    try:
        return bool(Address(addr_spec=text).domain)
    except (HeaderParseError, ValueError, IndexError):
        return False
