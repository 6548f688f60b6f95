"""The parts of this area, each for whoever may look at it."""

from flask import url_for
from flask_login import current_user

from app.areas.settings.permissions import Settings
from app.web.tables import Tab

PARTS = (
    ("values", "Settings", "settings.list_settings", Settings.VALUES_READ),
    ("brands", "Brands and rules", "settings.list_brands", Settings.BRANDS_READ),
    ("currencies", "Currencies and rates", "settings.list_currencies", Settings.RATES_READ),
    ("switches", "Switches", "settings.list_switches", Settings.SWITCHES_READ),
)


def drawn(current: str) -> list[Tab]:
    return [
        Tab(label, url_for(endpoint), name == current)
        for name, label, endpoint, permission in PARTS
        if current_user.may(permission)
    ]
