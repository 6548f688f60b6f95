"""Settings: what the house has decided, who decided it and why."""

from app.areas.settings.permissions import Settings
from app.web.navigation import Place
from blueprints.settings.area import blueprint
from blueprints.settings.rates import routes as rates
from blueprints.settings.rules import routes as rules
from blueprints.settings.switches import routes as switches
from blueprints.settings.values import routes as values

FACES = {"staff"}
NAVIGATION = (
    Place(
        "System",
        "Settings",
        "settings",
        "settings.list_settings",
        Settings.VALUES_READ,
        frozenset(
            f"settings.{name}"
            for name in (
                *("show_setting", "show_new_change", "change_setting"),
                *("list_brands", "show_brand", "show_licence", "show_profile", "show_new_version", "add_version"),
                *("list_currencies", "show_currency", "show_new_rates", "try_rates", "enter_rates"),
                *("list_switches", "show_beginning", "begin_maintenance", "show_ending", "end_maintenance"),
            )
        ),
        letter="t",
    ),
)
__all__ = ["FACES", "NAVIGATION", "blueprint", "rates", "rules", "switches", "values"]
