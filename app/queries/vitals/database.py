"""The database itself. Of sessions of other roles it sees only that they are there, unless it was granted more."""

from sqlalchemy import text

from app import clock
from app.extensions import db
from app.queries.vitals.reading import Reading

GIGABYTE = 10**9
LITTLE_READ = 100_000  # pages: fewer say nothing of the memory
STANDING = text("""
    with session as materialized (
      select usename, application_name, xact_start, wait_event_type
      from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
    ), oldest as (
      select extract(epoch from clock_timestamp() - xact_start)::float as age, usename, application_name
      from session where xact_start is not null order by xact_start limit 1
    )
    select
      (select count(*) + 1 from session) as connections,
      current_setting('max_connections')::integer as most,
      (select age from oldest) as age,
      (select usename::text from oldest) as usename,
      (select count(*) from session where wait_event_type = 'Lock') as waiting,
      pg_database_size(current_database()) as size,
      (select count(*) from pg_stat_replication) as standbys,
      blks_read as missed, blks_read + blks_hit as read, clock_timestamp() as now
    from pg_stat_database where datname = current_database()
""")


def readings() -> list[Reading]:
    """One query."""
    found = db.session.execute(STANDING).one()
    standbys = f"standbys: {found.standbys}" if found.standbys else "no standby"
    skew = abs((clock.now() - found.now).total_seconds())
    return [
        Reading("database.connections", 100 * found.connections / found.most, f"{found.connections} of {found.most}"),
        Reading("database.oldest_transaction", found.age or 0, f"of {found.usename}" if found.age else "none is open"),
        Reading("database.locks_waited_for", found.waiting),
        Reading("database.cache_misses", 100 * found.missed / found.read if found.read > LITTLE_READ else None),
        Reading("database.size", found.size / GIGABYTE, standbys),
        Reading("database.clock_skew", skew),
    ]
