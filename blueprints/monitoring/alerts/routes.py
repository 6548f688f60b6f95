"""Alerts: to read, to acknowledge, to mute."""

from flask import Response, url_for
from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.security.decorators import requires
from app.services import alerts
from app.web import flashes
from app.web.answers import page
from blueprints.monitoring.alerts import tables
from blueprints.monitoring.alerts.forms import AlertFilters, MutingForm
from blueprints.monitoring.area import blueprint


@blueprint.get("/alerts")
@requires(Monitoring.ALERTS_READ)
def list_alerts() -> Response:
    return page("monitoring/alerts.html", piece="monitoring/_alerts.html", **tables.alert_list(AlertFilters.read()))


@blueprint.get("/alerts/<alert_id>")
@requires(Monitoring.ALERTS_READ)
def show_alert(alert_id: str) -> Response:
    return page("monitoring/alert.html", **tables.alert_record(alert_id))


@blueprint.post("/alerts/<alert_id>/acknowledgement")
@requires(Monitoring.ALERTS_MANAGE)
def acknowledge_alert(alert_id: str) -> Response:
    alerts.acknowledge(alert_id, by=current_user)
    return flashes.done(url_for(".show_alert", alert_id=alert_id), "You look after it now.")


@blueprint.get("/alerts/<alert_id>/muting")
@requires(Monitoring.ALERTS_MANAGE)
def show_muting(alert_id: str) -> Response:
    context = tables.alert_record(alert_id, Monitoring.ALERTS_MANAGE)
    return page("monitoring/muting.html", piece="monitoring/_muting.html", form=MutingForm(), **context)


@blueprint.post("/alerts/<alert_id>/muting")
@requires(Monitoring.ALERTS_MANAGE)
def mute_alerts(alert_id: str) -> Response:
    form, context = MutingForm(), tables.alert_record(alert_id, Monitoring.ALERTS_MANAGE)
    if not form.validate():
        return page("monitoring/muting.html", piece="monitoring/_muting.html", status=422, form=form, **context)
    alerts.mute(alert_id, form.wanted, reason=form.words, by=current_user)
    return flashes.done(url_for(".show_alert", alert_id=alert_id), "Muted. Alerts are still kept here.")


@blueprint.post("/alerts/<alert_id>/unmuting")
@requires(Monitoring.ALERTS_MANAGE)
def unmute_alerts(alert_id: str) -> Response:
    alerts.unmute(alert_id, by=current_user)
    return flashes.done(url_for(".show_alert", alert_id=alert_id), "It tells again.")
