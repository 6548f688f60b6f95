"""Monitoring: how the house is doing, and background work."""

from app.areas.monitoring.permissions import Monitoring
from app.web.navigation import Place
from app.web.views import LAID_OUT, KeptList, arguments
from blueprints.monitoring import routes
from blueprints.monitoring.alerts import routes as alerts
from blueprints.monitoring.alerts.forms import AlertFilters
from blueprints.monitoring.area import blueprint
from blueprints.monitoring.finders import FINDERS
from blueprints.monitoring.forms import JobFilters
from blueprints.monitoring.inbox import INBOX

FACES = {"staff"}
LISTS = (
    KeptList("monitoring.list_alerts", "Alerts", arguments(AlertFilters, *LAID_OUT)),
    KeptList("monitoring.list_jobs", "Jobs", arguments(JobFilters, *LAID_OUT)),
)
NAVIGATION = (
    Place("System", "Health", "pulse", "monitoring.show_health", Monitoring.PROVIDERS_READ, "m"),
    Place("System", "Jobs", "repeat", "monitoring.list_jobs", Monitoring.JOBS_READ, "j", ("/monitoring/queue",)),
)
__all__ = ["FACES", "FINDERS", "INBOX", "LISTS", "NAVIGATION", "alerts", "blueprint", "routes"]
