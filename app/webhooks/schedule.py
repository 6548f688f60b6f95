"""When a message is tried again, and what an answer means for that."""

import random
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# After the first attempt, which is made at once; 75 hours in all.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
JITTER = 0.1  # of the wait: what failed together does not come back together
LONGEST_PAUSE = timedelta(hours=24)
DEFAULT_PAUSE = timedelta(minutes=1)
THROTTLED = frozenset({429, 502, 504})
GONE = 410
_chance = random.SystemRandom()


def next_at(step: int, now: datetime) -> datetime | None:
    """When the attempt after that `step` (counted from 0) is due; None after the last."""
    if step >= len(WAITS):
        return None
    return now + WAITS[step] * (1 + JITTER * _chance.random())


def is_success(status: int) -> bool:
    return 200 <= status < 300


def pause(status: int, retry_after: str, now: datetime) -> datetime | None:
    """Until when the whole endpoint is left alone, because the receiver asked for it; None: it did not."""
    asked = _asked(retry_after, now)
    if asked is None and status in THROTTLED:
        asked = DEFAULT_PAUSE
    return None if asked is None or asked <= timedelta() else now + min(asked, LONGEST_PAUSE)


def _asked(retry_after: str, now: datetime) -> timedelta | None:
    """RFC 9110 §10.2.3: seconds, or a date."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), 10**8))
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
