"""Game providers: each integration that is not stopped, by itself."""

from app.queries import provider_health
from app.queries.provider_health import Health
from app.queries.vitals.reading import Reading

FEWEST = 20  # calls: of fewer, a share says nothing


def readings(brands: provider_health.Brands = None) -> list[Reading]:
    """One query."""
    return [reading for health in provider_health.health(brands) for reading in _of(health)]


def _of(health: Health) -> list[Reading]:
    latency = None if health.spent is None or health.calls < FEWEST else health.spent[1] / 1000
    told = f"for {health.silent:.0f} s" if health.silent is not None else "no call in ten minutes"
    return [
        _share("providers.failures", health.failed, health),
        Reading("providers.latency", latency, f"{health.calls:,} calls", health.code, health.brand_id),
        _share("providers.repeats", health.repeated, health),
        Reading(
            "providers.silence", health.missing if health.known >= FEWEST else None, told, health.code, health.brand_id
        ),
    ]


def _share(name: str, part: int, health: Health) -> Reading:
    figure = 100 * part / health.calls if health.calls >= FEWEST else None
    return Reading(name, figure, f"{part:,} of {health.calls:,}", health.code, health.brand_id)
