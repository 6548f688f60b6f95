"""How much of the inbox may be filled: its address is open to everybody, and what is kept there is kept for ever."""

import structlog
from sqlalchemy import text

from app.extensions import db
from app.models.payment import PaymentProvider

WINDOW = 60  # seconds
# The most that is kept in a window of what was not taken. Only the payment provider can send the last two.
MOST = {"bad_signature": 10, "too_large": 10, "out_of_time": 10, "unreadable": 60, "duplicate": 60}
UNSIGNED = frozenset({"bad_signature", "too_large"})
MOST_UNSIGNED = 4 * 1024  # bytes of a body that nobody signed: its beginning shows what it was
COUNT = text("""
    insert into payment_webhook_room as known (payment_provider_id, verdict, began_at, requests)
    values (:provider, :verdict, clock_timestamp(), 1)
    on conflict (payment_provider_id, verdict) do update set
      began_at = case when known.began_at + make_interval(secs => :window) <= clock_timestamp()
                      then clock_timestamp() else known.began_at end,
      requests = case when known.began_at + make_interval(secs => :window) <= clock_timestamp()
                      then 1 else known.requests + 1 end,
      unkept = known.unkept + case when known.began_at + make_interval(secs => :window) > clock_timestamp()
                                    and known.requests >= :most then 1 else 0 end
    returning requests
""")

logger = structlog.get_logger(__name__)


def take(provider: PaymentProvider, verdict: str) -> bool:
    """Count one more of this verdict in the caller's transaction; whether there is room to keep it."""
    asked = {"provider": provider.id, "verdict": verdict, "window": WINDOW, "most": MOST[verdict]}
    requests = db.session.execute(COUNT, asked).scalar_one()
    if requests == MOST[verdict] + 1:
        logger.warning("webhooks are counted and no longer kept", payment_provider=provider.code, verdict=verdict)
    return requests <= MOST[verdict]


def shortened(verdict: str, body: bytes) -> bytes:
    """As much of a body as is kept."""
    return body[:MOST_UNSIGNED] if verdict in UNSIGNED else body
