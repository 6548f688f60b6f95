-- Jobs are found in their own schema whoever calls, inside a business transaction too.
do $$
declare
  job_function regprocedure;
begin
  for job_function in select oid from pg_proc where pronamespace = 'procrastinate'::regnamespace loop
    execute format('alter function %s set search_path = procrastinate, pg_temp', job_function);
  end loop;
end $$;

grant usage on schema procrastinate to countroom_app;
grant select, insert, update, delete on all tables in schema procrastinate to countroom_app;
grant usage on all sequences in schema procrastinate to countroom_app;

-- Raw calls are kept as long as the brand's profile ever said, the longest of its versions: a new version
-- cannot shorten what was promised for older calls. The app may not delete; it may ask for this.
create function prune_provider_calls(at_most integer) returns integer
language sql security definer set search_path = public, pg_temp as $$
  with kept as (
    select integration.id as integration_id, max(call_log_days) as days
    from integration
    join brand on brand.id = integration.brand_id
    join jurisdiction_profile on jurisdiction_profile.code = brand.profile_code
    group by integration.id
  ), longest as (
    select max(days) as days from kept
  ), pruned as (
    delete from provider_call where request_id in (
      select request_id
      from provider_call
      left join kept using (integration_id)
      where request_id < (select uuidv7(make_interval(days => -min(days))) from kept)   -- once, so that an index serves
        and received_at < clock_timestamp() - make_interval(days => coalesce(kept.days, (select days from longest)))
      order by request_id
      limit at_most)
    returning 1
  )
  select count(*)::integer from pruned
$$;
revoke execute on function prune_provider_calls from public;
grant execute on function prune_provider_calls to countroom_app;

-- Whoever starts compares the schema's version with the code's.
grant select on alembic_version to countroom_app, countroom_reader;
