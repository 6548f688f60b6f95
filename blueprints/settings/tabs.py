"""The parts of this area, each for whoever may look at it."""

from app.areas.settings.permissions import Settings
from app.web.tables import Part, Tab, parts

PARTS = (
    Part("values", "Settings", "settings.list_settings", Settings.VALUES_READ),
    Part("brands", "Brands and rules", "settings.list_brands", Settings.BRANDS_READ),
    Part("currencies", "Currencies and rates", "settings.list_currencies", Settings.RATES_READ),
    Part("switches", "Switches", "settings.list_switches", Settings.SWITCHES_READ),
)


def drawn(current: str) -> list[Tab]:
    return parts(PARTS, current)
