"""What the pages of providers and integrations show."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from flask import request, url_for
from flask_login import current_user

from app import clock
from app.areas.games.permissions import Games
from app.models.availability import PlayStop
from app.queries import provider_figures, providers
from app.queries.provider_figures import BY_INTEGRATION, BY_PROVIDER, WINDOWS, Fares, Window
from app.queries.providers import SeenIntegration, SeenProvider
from app.queries.reach import Brands
from app.web import charts, once
from app.web.addresses import here
from app.web.charts import Point, Spark
from app.web.tables import Tab, tabs
from blueprints.games.parts import parts_for, records_of
from blueprints.games.stops.tables import availability


def provider_list(brands: Brands) -> dict[str, Any]:
    """Every provider with how it fares."""
    window, found = _window(), providers.listed(brands)
    fares = provider_figures.fares(window, BY_PROVIDER, _ids(found))
    return {
        "rows": [(each, fares.get(each.provider.id, Fares())) for each in found],
        "spark": partial(_spark, window),
        **_shown(window),
    }


def provider_record(provider: SeenProvider, brands: Brands) -> dict[str, Any]:
    """One provider: how it fares, its integrations, its stops."""
    window, ids = _window(), _ids([provider])
    fares = provider_figures.fares(window, BY_INTEGRATION, ids)
    health = provider_figures.merged(list(fares.values()))
    bearing = PlayStop.provider_id == provider.provider.id
    return {
        "provider": provider,
        "health": health,
        "chart": _chart(health, window),
        "rows": [(each, fares.get(each.integration.id, Fares())) for each in provider.integrations],
        "games": providers.games(provider.provider.id),
        "records": records_of(provider.provider.code, brands),
        **availability(provider.stops, bearing, brands),
        **_shown(window, brands),
    }


def integration_record(integration: SeenIntegration, brands: Brands) -> dict[str, Any]:
    """One integration: how it fares, its keys, its stops."""
    window, row = _window(), integration.integration
    health = provider_figures.fares(window, BY_INTEGRATION, [row.id]).get(row.id, Fares())
    return {
        "integration": integration,
        "health": health,
        "chart": _chart(health, window),
        "keys": providers.keys(row.id),
        "records": records_of(integration.id),
        "once": once.given,
        "manage": Games.KEYS_MANAGE,
        **availability(integration.stops, PlayStop.integration_id == row.id, brands),
        **_shown(window),
    }


def _shown(window: Window, brands: Brands = None) -> dict[str, Any]:
    return {
        "window": window,
        "windows": _windows(window),
        "as_of": provider_figures.as_of(),
        "parts": tabs("tab", parts_for(brands)),
        "disable": Games.AVAILABILITY_DISABLE,
        "may_read_calls": current_user.may(Games.CALLS_READ),
    }


def _window() -> Window:
    return WINDOWS.get(request.args.get("span", ""), WINDOWS["hour"])


def _windows(window: Window) -> list[Tab]:
    return [
        Tab(each.words, here(span=None if each.name == "hour" else each.name), each == window)
        for each in WINDOWS.values()
    ]


def _ids(found: Sequence[SeenProvider]) -> list[int]:
    return [each.integration.id for provider in found for each in provider.integrations]


def _spark(window: Window, health: Fares) -> Spark:
    return charts.spark(*_counts(health, _starts(window)))


def _chart(health: Fares, window: Window) -> charts.Chart:
    starts = _starts(window)
    calls, failed = _counts(health, starts)
    points = [
        Point(f"{at:%H:%M}", count, _said(count, fails), _calls_from(at, window), is_partial=at == starts[-1])
        for at, count, fails in zip(starts, calls, failed, strict=True)
    ]
    return charts.chart(points, most_labels=8)


def _said(calls: int, failed: int) -> str:
    return f"{calls:,} calls" + (f", {failed:,} failed" if failed else "")


def _calls_from(at: datetime, window: Window) -> str:
    """The raw calls of one cell."""
    first, last = (each.strftime("%Y-%m-%dT%H:%M") for each in (at, at + window.cell))
    return url_for("games.list_calls", received_from=first, received_to=last)


def _starts(window: Window) -> list[datetime]:
    now, step = clock.now(), window.cell.total_seconds()
    last = now.timestamp() - now.timestamp() % step
    return [datetime.fromtimestamp(last - step * back, now.tzinfo) for back in reversed(range(window.count))]


def _counts(health: Fares, starts: Sequence[datetime]) -> tuple[list[int], list[int]]:
    """Calls and failures of each of these cells, zero where nobody called."""
    by_start: dict[datetime, tuple[int, int]] = {}
    for cell in health.cells:
        calls, failed = by_start.get(cell.began_at, (0, 0))
        by_start[cell.began_at] = calls + cell.calls, failed + cell.failed
    pairs = [by_start.get(at, (0, 0)) for at in starts]
    return [calls for calls, _ in pairs], [failed for _, failed in pairs]
