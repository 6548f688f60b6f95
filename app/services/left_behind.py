"""Finds what a dead worker had in hand: a killed process tells nobody."""

from sqlalchemy import select, text

from app.extensions import db, transaction
from app.models.job_run import JobRun
from app.services.job_runs import hand_to_the_queue

SILENT = 30  # seconds without a heartbeat, three of them missed: the worker is dead
MOST_TIMES = 5

ORPHANS = text("""
    select jobs.id from procrastinate.procrastinate_jobs jobs
    left join procrastinate.procrastinate_workers workers on workers.id = jobs.worker_id
    where jobs.status = 'doing'
      and (workers.id is null or workers.last_heartbeat < clock_timestamp() - make_interval(secs => :silent))
    order by jobs.id for update of jobs skip locked
""")
HAND_ON = text("""
    select case
      when attempts >= :most then procrastinate.procrastinate_finish_job_v1(id, 'failed', false)
      when exists (select from procrastinate.procrastinate_jobs other
                   where other.queueing_lock = jobs.queueing_lock and other.status = 'todo')
        then procrastinate.procrastinate_finish_job_v1(id, 'failed', true)   -- the one that waits does the same
      else procrastinate.procrastinate_retry_job_v2(id, clock_timestamp(), null, null, null)
    end
    from procrastinate.procrastinate_jobs jobs where id = :job
""")
LOST = text("""
    job_run.ended_at is null
    and coalesce(job_run.heartbeat_at, job_run.asked_at) < clock_timestamp() - make_interval(secs => :silent)
    and not exists (select from procrastinate.procrastinate_jobs
                    where procrastinate_jobs.id = job_run.queue_job_id and status in ('todo', 'doing'))
""")


def hand_on_orphans() -> int:
    """Give every job of a dead worker back to the queue; returns how many there were."""
    with transaction():
        found = list(db.session.scalars(ORPHANS, {"silent": SILENT}))
        for job in found:
            db.session.execute(HAND_ON, {"job": job, "most": MOST_TIMES})
    return len(found)


def take_up_lost_runs() -> int:
    """Ask again for every run that nobody works at any more; returns how many there were."""
    with transaction():
        lost = db.session.scalars(select(JobRun).where(LOST).with_for_update(skip_locked=True), {"silent": SILENT})
        found = lost.all()
        for run in found:
            hand_to_the_queue(run)
    return len(found)
