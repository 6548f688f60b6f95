"""The one place that asks what time it is; database columns ask the database's own clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """The current moment, aware, in UTC."""
    return datetime.now(UTC)
