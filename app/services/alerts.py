"""Alerts: opened, worsened and closed by what the checks are found to be; acknowledged and muted by people."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from app import clock
from app.areas.monitoring import events
from app.areas.monitoring.permissions import Monitoring
from app.audit import log
from app.checks.judging import FAILING, FINE, WARNING, Judged
from app.errors import Refused
from app.extensions import db, transaction
from app.ids import inside
from app.models.alert import Alert, AlertMute
from app.queries import alerts
from app.security.sessions import SignedIn
from app.services import alert_mail, outbox

NOW = func.clock_timestamp()


def follow(found: Sequence[Judged]) -> None:
    """Inside the caller's transaction: an alert for each cause that is wrong, none for what is fine or gone."""
    standing = {alert.cause: alert for alert in db.session.scalars(select(Alert).where(Alert.closed_at.is_(None)))}
    for each in found:
        alert = standing.pop(each.cause, None)
        if alert is None and each.is_wrong:
            _open(each)
        elif alert and each.state == FAILING and alert.severity == WARNING:
            alert.severity, alert.figure = FAILING, each.text
            _tell(alert, "worsened")
        elif alert and each.state == FINE:
            _close(alert)
    for alert in standing.values():
        _close(alert)


def acknowledge(alert_id: str, *, by: SignedIn) -> None:
    """Somebody looks after it; raises NotFound, or Refused when it is over or somebody else does already."""
    with transaction():
        alert = _held(alert_id, by)
        if alert.closed_at:
            raise Refused("This alert is over. There is nothing left to look after.")
        if alert.acknowledged_at:
            raise Refused("Somebody looks after this alert already.")
        alert.acknowledged_at, alert.acknowledged_by = NOW, by.staff.id
        log.record(events.AlertAcknowledged(target=alert.outside_id, cause=alert.cause))


def mute(alert_id: str, span: timedelta, *, reason: str, by: SignedIn) -> None:
    """Keep the cause of an alert from telling for so long, whatever was said before; raises NotFound."""
    until = clock.now() + span
    with transaction():
        alert = _held(alert_id, by)
        row = {"cause": alert.cause, "muted_until": until, "reason": reason, "staff_id": by.staff.id}
        again = {key: value for key, value in row.items() if key != "cause"} | {"muted_at": NOW}
        muting = insert(AlertMute).values(row)
        db.session.execute(muting.on_conflict_do_update(index_elements=["cause"], set_=again))
        told = {"cause": alert.cause, "until": f"{until:%Y-%m-%d %H:%M} UTC"}
        log.record(events.AlertsMuted(target=alert.outside_id, **told))


def unmute(alert_id: str, *, by: SignedIn) -> None:
    """Let the cause tell again; raises NotFound, or Refused when it was not muted."""
    with transaction():
        alert = _held(alert_id, by)
        gone = delete(AlertMute).where(AlertMute.cause == alert.cause).returning(AlertMute.cause)
        if db.session.scalar(gone) is None:
            raise Refused("The alerts of this check are not muted.")
        log.record(events.AlertsUnmuted(target=alert.outside_id, cause=alert.cause))


def _open(each: Judged) -> None:
    row = {"cause": each.cause, "brand_id": each.reading.brand_id, "severity": each.state, "figure": each.text}
    opened = insert(Alert).values(row).on_conflict_do_nothing().returning(Alert)
    if alert := db.session.scalar(opened):
        _tell(alert, "opened")


def _close(alert: Alert) -> None:
    alert.closed_at = NOW
    _tell(alert, "closed")


def _tell(alert: Alert, what: str) -> None:
    """By webhook and by mail, unless its cause is muted."""
    db.session.flush()
    muted = select(AlertMute.cause).where(AlertMute.cause == alert.cause, AlertMute.muted_until > NOW)
    if db.session.scalar(muted):
        return
    check, _, subject = alert.cause.partition(" ")
    data = {"check": check, "subject": subject or "house", "severity": alert.severity}
    outbox.tell(f"alert.{what}", about=alert.outside_id, brand_id=alert.brand_id, data=data)
    alert_mail.ask_for(alert, what)


def _held(alert_id: str, by: SignedIn) -> Alert:
    """Locked; raises NotFound, also for what is out of their reach."""
    found = db.session.scalar(
        alerts.of(inside("al", alert_id), alerts.reach(by, Monitoring.ALERTS_MANAGE))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise alerts.missing()
    return found
