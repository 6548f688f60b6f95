"""Background work: the queue, and the deliveries of webhooks."""

from sqlalchemy import text

from app.extensions import db
from app.queries.vitals.reading import Reading

JOBS = text("""
    with due as (
      select jobs.id, greatest(scheduled_at, (select min(at) from procrastinate.procrastinate_events events
        where events.job_id = jobs.id and type in ('deferred', 'deferred_for_retry'))) as since
      from procrastinate.procrastinate_jobs jobs
      where status = 'todo' and coalesce(scheduled_at, '-infinity') <= clock_timestamp()
      order by priority desc, id limit 10000
    )
    select
      (select count(*) from due) as waiting,
      (select extract(epoch from clock_timestamp() - min(since))::float from due) as age,
      (select count(*) from procrastinate.procrastinate_jobs where status = 'doing') as running,
      (select count(distinct job_id) from procrastinate.procrastinate_events
        join procrastinate.procrastinate_jobs jobs on jobs.id = job_id
        where jobs.status = 'failed' and type = 'failed' and at > clock_timestamp() - interval '1 day') as failed,
      (select extract(epoch from clock_timestamp() - max(last_heartbeat))::float
        from procrastinate.procrastinate_workers) as silent,
      (select count(*) from procrastinate.procrastinate_workers
        where last_heartbeat > clock_timestamp() - interval '30 seconds') as lanes
""")
DELIVERIES = text("""
    select count(*) filter (where state = 'waiting') as due,
      extract(epoch from clock_timestamp() - min(next_at))::float as age,
      count(*) filter (where state = 'dead') as dead
    from (
      (select state, next_at from webhook_delivery
        where state = 'waiting' and next_at <= clock_timestamp() limit 20000)
      union all
      (select state, null from webhook_delivery where state = 'dead' limit 20000)
    ) found
""")


def of_jobs() -> list[Reading]:
    """One query; counts end at 10,000."""
    found = db.session.execute(JOBS).one()
    return [
        Reading("servers.worker", found.silent, f"{found.lanes} lanes live"),
        Reading("jobs.waiting", found.waiting, f"{found.running} run"),
        Reading("jobs.oldest", found.age or 0, "" if found.age else "none waits"),
        Reading("jobs.failed", found.failed),
    ]


def of_webhooks() -> list[Reading]:
    """One query; counts end at 20,000."""
    found = db.session.execute(DELIVERIES).one()
    return [
        Reading("webhooks.due", found.due),
        Reading("webhooks.oldest", found.age or 0, "" if found.age else "none is due"),
        Reading("webhooks.dead_letters", found.dead),
    ]
