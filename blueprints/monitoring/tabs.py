"""The parts of how the house is doing, each for whoever may look at it."""

from flask import url_for
from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.web.tables import Tab

PARTS = (
    ("checks", "Checks", "monitoring.show_health", Monitoring.PROVIDERS_READ),
    ("alerts", "Alerts", "monitoring.list_alerts", Monitoring.ALERTS_READ),
    ("events", "Events", "monitoring.list_events", Monitoring.HOUSE_READ),
    ("processes", "Processes", "monitoring.list_processes", Monitoring.HOUSE_READ),
)


def drawn(current: str) -> list[Tab]:
    return [
        Tab(label, url_for(endpoint), name == current)
        for name, label, endpoint, permission in PARTS
        if current_user.may(permission)
    ]
