-- What goes when its time is over. The application may delete none of it; it may ask for this, a batch at a time. How
-- long each is kept is the operator's to say; that it is kept at least so long stands here. Two who ask at once take
-- different rows. Keys of requests, reports of payment providers, ledger and audit log are kept for ever.

create function kept_from(kept interval, at_least interval) returns timestamptz language plpgsql volatile as $$
begin
  if kept < at_least then
    raise exception 'this is kept for at least %', at_least using errcode = 'check_violation';
  end if;
  return clock_timestamp() - kept;
end $$;

-- Deliveries that arrived, with every attempt. What waits and dead letters stay.
create index webhook_delivery_delivered on webhook_delivery (id) where state = 'delivered';

create function prune_webhook_deliveries(kept interval, at_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since  timestamptz := kept_from(kept, '7 days');
  gone   uuid[];
begin
  gone := array(
    select id from webhook_delivery delivery
     where state = 'delivered' and id < uuidv7(- kept)
       and not exists (select from webhook_attempt where delivery_id = delivery.id and recorded_at >= since)
     order by id limit at_most for update skip locked);
  gone := array(   -- sent again while we looked: its attempt is seen only now
    select id from unnest(gone) id
     where not exists (select from webhook_attempt where delivery_id = id and recorded_at >= since));
  delete from webhook_attempt where delivery_id = any (gone);
  delete from webhook_delivery where id = any (gone);
  return cardinality(gone);
end $$;

-- Jobs of the queue that ended otherwise than well: those that succeeded go at once.
create function prune_queued_jobs(kept interval, at_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since  timestamptz := kept_from(kept, '7 days');
  gone   bigint[];
begin
  gone := array(
    select id from procrastinate.procrastinate_jobs job
     where status in ('succeeded', 'failed', 'cancelled', 'aborted')
       and (select max(at) from procrastinate.procrastinate_events where job_id = job.id) < since
     order by id limit at_most for update skip locked);
  delete from procrastinate.procrastinate_jobs where id = any (gone);   -- its events go with it
  return cardinality(gone);
end $$;

-- Runs that ended. An act on many keeps its run, whose result is its summary; an export keeps its own for as long as it
-- is kept itself.
create index job_run_ended on job_run (ended_at, id) where ended_at is not null;

create function prune_job_runs(kept interval, at_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since  timestamptz := kept_from(kept, '7 days');
  gone   bigint[];
begin
  gone := array(
    select id from job_run run
     where ended_at < since
       and not exists (select from export where job_run_id = run.id)
       and not exists (select from bulk_run where job_run_id = run.id)
     order by ended_at, id limit at_most for update skip locked);
  delete from job_run where id = any (gone);
  return cardinality(gone);
end $$;

-- Records of exports whose file is gone or never came to be, with their runs.
create function prune_exports(kept interval, at_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since  timestamptz := kept_from(kept, '30 days');
  gone   bigint[];
begin
  gone := array(
    select run.id from job_run run join export on export.job_run_id = run.id
     where run.ended_at < since and (export.removed_at is not null or export.written_at is null)
     order by run.ended_at, run.id limit at_most for update skip locked);
  delete from export where job_run_id = any (gone);
  delete from job_run where id = any (gone);
  return cardinality(gone);
end $$;

-- What became of each row of an act on many. The run stays with its figures; `rows_are` says how it is with its rows,
-- and first of all that they are going, so that nobody starts what was tried out with half of them.
alter table bulk_run
  add column rows_are  text  not null default 'kept'  check (rows_are in ('kept', 'going', 'gone'));
create index bulk_run_with_rows on bulk_run (id) where rows_are <> 'gone';

create function prune_bulk_rows(kept interval, at_most integer) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  since    timestamptz := kept_from(kept, '7 days');
  run      bigint;
  removed  integer;
begin
  for run in
    select bulk_run.id from bulk_run join job_run on job_run.id = job_run_id
     where rows_are = 'kept' and ended_at < since
     order by bulk_run.id for update skip locked
  loop
    update bulk_run set rows_are = 'going'
     where id = run and not exists (   -- what followed needs the rows of its dry run until it has ended, and so long after
       select from bulk_run follower join job_run on job_run.id = follower.job_run_id
        where follower.dry_run_id = run and coalesce(ended_at >= since, true));
  end loop;

  with going as (
    select bulk_run_id, row_id from bulk_row join bulk_run on bulk_run.id = bulk_run_id
     where rows_are = 'going'
     order by bulk_run_id, row_id limit at_most for update of bulk_row skip locked)
  delete from bulk_row using going
   where bulk_row.bulk_run_id = going.bulk_run_id and bulk_row.row_id = going.row_id;
  get diagnostics removed = row_count;

  for run in select id from bulk_run where rows_are = 'going' order by id for update skip locked loop
    update bulk_run set rows_are = 'gone'
     where id = run and not exists (select from bulk_row where bulk_run_id = run);
  end loop;
  return removed;
end $$;

do $$
declare
  asked_for  text;
begin
  foreach asked_for in array array['webhook_deliveries', 'queued_jobs', 'job_runs', 'exports', 'bulk_rows'] loop
    execute format('revoke execute on function prune_%s from public', asked_for);
    execute format('grant execute on function prune_%s to countroom_app', asked_for);
  end loop;
end $$;
