"""How far what follows is behind what happened."""

from sqlalchemy import text

from app.extensions import db
from app.queries.vitals.reading import Process, Reading

MOST = 10_000  # movements that are counted
BEHIND = text("""
    select
      (select extract(epoch from clock_timestamp() - folded_at)::float from ledger.house_fold) as house,
      (select extract(epoch from clock_timestamp() - (
        select recorded_at from ledger.call where xid >= folded_to order by xid limit 1
      ))::float from report.fold) as cells,
      (select count(*) from (
        select from ledger.call where xid >= (select folded_to from report.fold) limit :most
      ) uncounted) as uncounted,
      (select extract(epoch from clock_timestamp() - (
        select recorded_at from outbox_message message
        where (message.xid, message.id) > (reader.xid, reader.message_id) order by message.xid, message.id limit 1
      ))::float from outbox_reader reader where name = 'webhooks') as outbox,
      (select extract(epoch from clock_timestamp() - min(streams_looked_at))::float from server_heartbeat
        where streams > 0 and seen_at > clock_timestamp() - interval '30 seconds') as streams
""")
LIVING = text("""
    select face, host, pid, streams, started_at, seen_at from server_heartbeat
    where seen_at > clock_timestamp() - interval '5 minutes' order by face, host, pid
""")
SILENT = text("""
    select face, extract(epoch from clock_timestamp() - max(seen_at))::float as age,
      count(*) filter (where seen_at > clock_timestamp() - interval '20 seconds') as living
    from server_heartbeat group by face
""")
FACES = ("staff", "wallet")


def readings() -> list[Reading]:
    """One query."""
    found = db.session.execute(BEHIND, {"most": MOST}).one()
    return [
        Reading("lag.house_balances", found.house),
        Reading("lag.report_cells", found.cells or 0, _uncounted(found.uncounted)),
        Reading("lag.outbox", found.outbox or 0),
        Reading("lag.streams", found.streams or 0, "" if found.streams else "nobody listens"),
    ]


def _uncounted(calls: int) -> str:
    if calls < MOST:
        return f"{calls:,} read one by one" if calls else "all added up"
    return f"{MOST:,} or more read one by one"


def of_servers() -> list[Reading]:
    """One query; a server that was never seen says nothing."""
    known = {row.face: row for row in db.session.execute(SILENT)}
    return [
        Reading(f"servers.{face}", known[face].age, f"{known[face].living} live")
        if face in known
        else Reading(f"servers.{face}", None, "not seen yet")
        for face in FACES
    ]


def processes() -> list[Process]:
    """Those that gave a sign of life within five minutes."""
    return [Process(*row) for row in db.session.execute(LIVING)]
