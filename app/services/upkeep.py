"""What the house does by itself, without anybody asking."""

from typing import Any

from sqlalchemy import delete, func, select, text, update

from app.areas.monitoring.events import RecordsPruned
from app.audit import log
from app.extensions import db, transaction
from app.models.player import Player
from app.models.staff import StaffSession, Throttle

DAY = text("interval '1 day'")
VERIFY = text("""
    select player.id as player_id, found.fault, found.account_id, found.call_id, found.detail
    from player cross join lateral ledger.verify(player.id) found
    where player.id > :first and player.id <= :first + :size
""")


def end_what_ran_out() -> None:
    """End staff sessions past their time, and forgive failures to sign in that are a day old."""
    now = func.clock_timestamp()
    with transaction():
        ran_out = StaffSession.revoked_at.is_(None), StaffSession.expires_at < now
        db.session.execute(update(StaffSession).where(*ran_out).values(revoked_at=now))
        db.session.execute(delete(Throttle).where(Throttle.blocked_until < now, Throttle.seen_at < now - DAY))


def prune_provider_calls(at_most: int) -> int:
    """Drop raw calls beyond what the profiles ask to keep, the oldest first; returns how many went."""
    with transaction():
        count = db.session.scalar(select(func.prune_provider_calls(at_most))) or 0
        if count:
            log.record(RecordsPruned(target="raw calls", count=count, kept="as long as their brands’ profiles say"))
    return count


def faults_of_some_players(*, turn: int, size: int) -> list[dict[str, Any]]:
    """Recompute the `turn`-th `size` players, going round; returns every fault with its place."""
    turns = -(-(db.session.scalar(select(func.max(Player.id))) or 0) // size) or 1
    found = db.session.execute(VERIFY, {"first": turn % turns * size, "size": size})
    return [dict(fault) for fault in found.mappings()]
