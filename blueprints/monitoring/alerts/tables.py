"""What the list of alerts and the record of one show."""

from typing import Any

from flask_login import current_user

from app.areas.monitoring.permissions import Monitoring
from app.checks.catalogue import BY_NAME, titled
from app.ids import inside
from app.queries import alerts
from app.queries.alerts import SeenAlert
from app.security.permissions import Permission
from app.web import columns, lists
from app.web.columns import Column
from app.web.tables import tabs as views
from blueprints.monitoring import tabs
from blueprints.monitoring.alerts.forms import AlertFilters

COLUMNS = (
    Column("id", "Alert", is_fixed=True),
    Column("opened_at", "Opened", sorts=True),
    Column("title", "What"),
    Column("severity", "Worst"),
    Column("figure", "Figure", is_number=True),
    Column("state", "State"),
    Column("by", "Looked after by"),
    Column("lasted", "Lasted", is_number=True),
)
VIEWS = {"": "All", "open": "Open", "closed": "Over"}


def alert_list(filters: AlertFilters) -> dict[str, Any]:
    """The page of alerts that the address asks for."""
    reached = alerts.reach(current_user, Monitoring.ALERTS_READ)
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-opened_at"),
        lambda window, oldest_first: alerts.listed(
            [*filters.conditions(), *reached], window, oldest_first=oldest_first
        ),
    )
    return shown | {"views": views("state", VIEWS), "tabs": tabs.drawn("alerts"), "titled": titled}


def alert_record(alert_id: str, permission: Permission = Monitoring.ALERTS_READ) -> dict[str, Any]:
    """One alert with what to do about it; raises NotFound."""
    found = one(alert_id, permission)
    return {"alert": found, "title": titled(found.cause), "check": BY_NAME.get(found.check)}


def one(alert_id: str, permission: Permission) -> SeenAlert:
    """Raises NotFound, also for what they may not see."""
    return alerts.one(inside("al", alert_id), alerts.reach(current_user, permission))
