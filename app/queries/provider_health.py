"""How the integrations of game providers are doing, from what they really called."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from app.extensions import db
from app.queries.reach import Brands

MOST = 20_000  # calls looked through, the newest of the last ten minutes: some 30 ms, however busy the wallet is
# Not a business answer such as too little money, but nothing we could read, trust or do.
FAULTS = (
    *("bad_signature", "malformed", "too_large", "wrong_content_type", "unknown_operation", "unknown_game"),
    *("unknown_currency", "unavailable", "timeout", "fault"),
)
HEALTH = text("""
    with recent as materialized (
      select integration_id, received_at, outcome, http_status, replayed, latency_us from provider_call
      where request_id >= (select uuidv7(interval '-10 minutes')) order by request_id desc limit :most
    ), counted as (
      select integration_id, count(*) as known, min(received_at) as first_at, max(received_at) as last_at,
        count(*) filter (where is_new) as calls,
        count(*) filter (where is_new and (http_status >= 500 or outcome = any(:faults))) as failed,
        count(*) filter (where is_new and replayed) as repeated,
        percentile_disc(array[0.5, 0.95, 0.99]) within group (order by latency_us) filter (where is_new) as spent
      from recent cross join lateral (select received_at > clock_timestamp() - interval '1 minute' as is_new) told
      group by integration_id
    )
    select integration.id, integration.code, provider.name, integration.brand_id,
      coalesce(known, 0), coalesce(calls, 0), coalesce(failed, 0), coalesce(repeated, 0), spent, first_at, last_at,
      extract(epoch from clock_timestamp() - last_at)::float
    from integration
    join provider on provider.id = integration.provider_id
    left join counted on counted.integration_id = integration.id
    where not exists (
      select from play_stop where lifted_at is null and game_id is null and country is null and currency is null
        and coalesce(brand_id, integration.brand_id) = integration.brand_id
        and coalesce(integration_id, integration.id) = integration.id
        and coalesce(provider_id, integration.provider_id) = integration.provider_id)
    order by integration.code
""")


@dataclass(frozen=True)
class Health:
    """One integration that is not stopped as a whole. `calls`, `failed`, `repeated` and `spent` are of the last minute.

    `spent`: the median, the 95th and the 99th percentile in microseconds; None without a call. `known` calls of the
    last ten minutes lie between `first_at` and `last_at`; the last one was `silent` seconds ago.
    """

    integration_id: int
    code: str
    provider: str
    brand_id: int
    known: int
    calls: int
    failed: int
    repeated: int
    spent: tuple[int, int, int] | None
    first_at: datetime | None
    last_at: datetime | None
    silent: float | None

    @property
    def missing(self) -> float | None:
        """How many calls would have come since the last one at the pace of before; None when no pace is known."""
        if self.first_at is None or self.last_at is None or self.silent is None or self.known < 2:
            return None
        spent = (self.last_at - self.first_at).total_seconds()
        return (self.known - 1) / spent * self.silent if spent else None


def health(brands: Brands = None) -> list[Health]:
    """Every integration of these brands that is not stopped as a whole, by code: one query."""
    found = (Health(*row) for row in db.session.execute(HEALTH, {"most": MOST, "faults": list(FAULTS)}))
    return [each for each in found if brands is None or each.brand_id in brands]
