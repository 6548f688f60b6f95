"""Settings: what the house has decided, who decided it and why."""

from app.areas.settings.permissions import Settings
from app.web.navigation import Place
from blueprints.settings.area import blueprint
from blueprints.settings.finders import FINDERS
from blueprints.settings.rates import routes as rates
from blueprints.settings.rules import routes as rules
from blueprints.settings.switches import routes as switches
from blueprints.settings.values import routes as values

FACES = {"staff"}
NAVIGATION = (
    Place("System", "Settings", "settings", "settings.list_settings", Settings.VALUES_READ, "t", ("/settings",)),
)
__all__ = ["FACES", "FINDERS", "NAVIGATION", "blueprint", "rates", "rules", "switches", "values"]
