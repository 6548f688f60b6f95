-- How providers' calls fare, in cells of a minute and of a quarter of an hour: health is looked at often, and the raw
-- log is too long to be counted each time. A cell holds how many calls ended in an outcome and how long they took, as a
-- histogram: eight steps to a doubling of microseconds, so a percentile is right to within a tenth.

create table provider_cell (
  span            text         not null  check (span in ('minute', 'quarter')),
  integration_id  integer      not null references integration,
  began_at        timestamptz  not null,
  outcome         text         not null,
  calls           integer      not null  check (calls > 0),
  latencies       jsonb        not null,                       -- step → calls
  primary key (span, integration_id, began_at, outcome)
);
create index provider_cell_integration_id_index on provider_cell (integration_id);

create table provider_fold (
  is_the_only_one  boolean      primary key  default true  check (is_the_only_one),
  folded_at        timestamptz,        -- as of when the cells are; null: never folded
  folded_before    timestamptz         -- the time before: what was written late since is counted once more
);
insert into provider_fold values (true);

-- Count the minutes anew that may have got calls since the fold before the last one; rows of the log follow their
-- answers, and after an outage of the database they follow late. Returns how many calls were looked at.
create function fold_provider_calls() returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  now      timestamptz := clock_timestamp();
  since    timestamptz;
  lowest   uuid;
  counted  integer;
begin
  select date_trunc('minute', coalesce(folded_before, now - interval '1 day') - interval '2 minutes') into since
    from provider_fold for update;
  lowest := uuidv7(since - now - interval '1 minute');   -- ids carry the time at which a call came
  delete from provider_cell where span = 'minute' and began_at >= since;
  insert into provider_cell (span, integration_id, began_at, outcome, calls, latencies)
  select 'minute', integration_id, began_at, outcome, sum(n), jsonb_object_agg(step, n)
    from (select integration_id, date_trunc('minute', received_at) as began_at, outcome,
                 floor(8 * ln(greatest(latency_us, 1)::float8) / ln(2::float8))::integer as step, count(*) as n
            from provider_call
           where request_id >= lowest and received_at >= since and integration_id is not null
           group by 1, 2, 3, 4) steps
   group by integration_id, began_at, outcome;
  select coalesce(sum(calls), 0) into counted from provider_cell where span = 'minute' and began_at >= since;

  since := date_bin('15 minutes', since, 'epoch');
  delete from provider_cell where span = 'quarter' and began_at >= since;
  insert into provider_cell (span, integration_id, began_at, outcome, calls, latencies)
  select 'quarter', integration_id, quarter, outcome, sum(n), jsonb_object_agg(step, n)
    from (select c.integration_id, date_bin('15 minutes', c.began_at, 'epoch') as quarter, c.outcome, l.key as step,
                 sum(l.value::integer)::integer as n
            from provider_cell c cross join lateral jsonb_each_text(c.latencies) l
           where c.span = 'minute' and c.began_at >= since
           group by 1, 2, 3, 4) steps
   group by integration_id, quarter, outcome;
  delete from provider_cell where span = 'minute' and began_at < now - interval '2 hours';
  delete from provider_cell where span = 'quarter' and began_at < now - interval '31 days';
  update provider_fold set folded_before = folded_at, folded_at = now;
  return counted;
end $$;
revoke execute on function fold_provider_calls from public;
grant execute on function fold_provider_calls to countroom_app;
grant select on provider_cell, provider_fold to countroom_app, countroom_reader;

-- A key is made once for a form.
alter table integration_key add column once_id uuid unique;
