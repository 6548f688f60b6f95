"""Pages that are one and the same whoever asks: what each room shows first, and the forms that look before they ask."""

from benchmarks.asked import Asked

ROOMS = {
    "dashboard": "/dashboard",
    "dashboard, what is new": "/dashboard/news",
    "inbox": "/inbox",
    "search": "/search?q=Anna",
    "search by identifier": "/search?q=dep-1234",
    "play stopped": "/games/stops",
    "attempts to deposit": "/payments/attempts",
    "adjustment form": "/payments/adjustments/new",
    "health": "/monitoring/",
    "alerts": "/monitoring/alerts",
    "checks": "/monitoring/checks",
    "events": "/monitoring/events",
    "events, what is new": "/monitoring/events/news",
    "jobs": "/monitoring/jobs",
    "queue of jobs": "/monitoring/queue",
    "processes": "/monitoring/processes",
    "deliveries": "/webhooks/deliveries",
    "receivers": "/webhooks/endpoints",
    "roles": "/security/roles",
    "who may": "/security/access",
    "settings": "/settings/values",
    "brands": "/settings/brands",
    "currencies": "/settings/currencies",
    "switches": "/settings/switches",
    "maintenance form": "/settings/maintenance/beginning",
    "exports": "/exports",
    "runs on many rows": "/bulk",
    "saved views": "/views",
    "account": "/account",
}


def every() -> list[Asked]:
    """A line for each."""
    return [Asked(name, [address]) for name, address in ROOMS.items()]
