"""The parts of how the house is doing, each for whoever may look at it."""

from app.areas.monitoring.permissions import Monitoring
from app.web.tables import Part, Tab, parts

PARTS = (
    Part("checks", "Checks", "monitoring.show_health", Monitoring.PROVIDERS_READ),
    Part("alerts", "Alerts", "monitoring.list_alerts", Monitoring.ALERTS_READ),
    Part("events", "Events", "monitoring.list_events", Monitoring.HOUSE_READ),
    Part("processes", "Processes", "monitoring.list_processes", Monitoring.HOUSE_READ),
)


def drawn(current: str) -> list[Tab]:
    return parts(PARTS, current)
