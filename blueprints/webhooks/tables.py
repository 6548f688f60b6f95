"""What the lists and records of this area show."""

import json
from datetime import timedelta
from typing import Any

from app import clock
from app.areas.webhooks.permissions import Webhooks
from app.ids import inside
from app.queries import webhooks
from app.queries.reach import Brands
from app.web import columns, lists, once
from app.web.columns import Column
from app.web.tables import tabs
from app.webhooks import schedule, wire
from blueprints.webhooks.forms import DeliveryFilters, ReplayForm

SOON = timedelta(minutes=1)  # an attempt due by then is waited for
COLUMNS = (
    Column("id", "Delivery", is_fixed=True),
    Column("created_at", "Made", sorts=True),
    Column("type", "Type"),
    Column("about", "About"),
    Column("endpoint", "Endpoint"),
    Column("url", "Address", is_wide=True),
    Column("state", "State"),
    Column("attempts", "Attempts", is_number=True),
    Column("last_status", "Last status", is_number=True),
)
VIEWS = {"": "All", **{state: word for state, (word, _) in webhooks.STATES.items()}}


def endpoint_record(endpoint_id: str, brands: Brands) -> dict[str, Any]:
    """An endpoint, its secrets by fingerprint, and what it never got."""
    endpoint = webhooks.endpoint(inside("ep", endpoint_id), brands)
    dead, since = webhooks.dead_letters(endpoint.endpoint_id)
    form = ReplayForm(formdata=None, since=since.strftime("%Y-%m-%dT%H:%M") if since else "")
    return {
        "endpoint": endpoint,
        "secrets": webhooks.secrets_of(endpoint.endpoint_id),
        "dead": dead,
        "replay_form": form,
        "once": once.given,
        "manage": Webhooks.ENDPOINTS_MANAGE,
        "replay": Webhooks.DELIVERIES_REPLAY,
    }


def delivery_list(filters: DeliveryFilters, brands: Brands) -> dict[str, Any]:
    """The page of deliveries that the address asks for."""
    shown = lists.drawn(
        filters,
        columns.layout(COLUMNS, "-created_at"),
        lambda window, oldest_first: webhooks.listed(filters.conditions(), window, brands, oldest_first=oldest_first),
    )
    return shown | {"tabs": tabs("state", VIEWS)}


def delivery_record(delivery_id: str, brands: Brands) -> dict[str, Any]:
    """A delivery with each of its attempts: what was sent and what came back."""
    delivery = webhooks.one(inside("dv", delivery_id), brands)
    data = {"id": delivery.about, "brand": delivery.brand, **json.loads(delivery.data)}
    made = [(each, json.loads(each.headers)) for each in webhooks.attempts(delivery.key)]
    return {
        "delivery": delivery,
        "attempts": made,
        "body": wire.body(delivery.type, delivery.occurred_at, data),
        "most": len(schedule.WAITS) + 1,
        "is_soon": delivery.next_at is not None and delivery.next_at < clock.now() + SOON,
        "replay": Webhooks.DELIVERIES_REPLAY,
    }
