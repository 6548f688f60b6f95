"""How often an API key may ask: so many requests in the minute that its first one begins, counted for all workers."""

from dataclasses import dataclass

from flask import Response, g
from sqlalchemy import text

from app.errors import QuotaExceeded
from app.extensions import db, transaction

ORDINARY = 6000
WINDOW = 60  # seconds
COUNT = text("""
    insert into api_window as known (api_key_id, began_at, requests) values (:api_key_id, clock_timestamp(), 1)
    on conflict (api_key_id) do update set
      began_at = case when known.began_at + make_interval(secs => :window) <= clock_timestamp()
                      then clock_timestamp() else known.began_at end,
      requests = case when known.began_at + make_interval(secs => :window) <= clock_timestamp()
                      then 1 else known.requests + 1 end
    returning requests, ceil(extract(epoch from began_at - clock_timestamp()) + :window)::integer
""")


@dataclass(frozen=True)
class Standing:
    """What a key has left: `remaining` of its `quota` for the next `seconds`."""

    quota: int
    remaining: int
    seconds: int


def count(api_key_id: int, quota: int) -> None:
    """Count one request at once, whatever becomes of it, and keep the standing; raises QuotaExceeded."""
    with transaction():
        requests, seconds = db.session.execute(COUNT, {"api_key_id": api_key_id, "window": WINDOW}).one()
    g.standing = Standing(quota, max(0, quota - requests), max(1, seconds))
    if requests > quota:
        sentence = f"This key may ask {quota} times in {WINDOW} seconds. Ask again in {g.standing.seconds} seconds."
        raise QuotaExceeded(sentence, retry_after=g.standing.seconds)


def tell(response: Response) -> Response:
    """The quota and what is left of it, in the fields of draft-ietf-httpapi-ratelimit-headers."""
    standing: Standing | None = g.get("standing")
    if standing is not None:
        response.headers["RateLimit-Policy"] = f'"default";q={standing.quota};w={WINDOW}'
        response.headers["RateLimit"] = f'"default";r={standing.remaining};t={standing.seconds}'
    return response
