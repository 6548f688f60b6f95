-- A gaming day takes longer to work out than all else that is told of a call, and was worked out for each. Calls since the
-- fold lie in few quarters of an hour, of which every one is of one day: it is worked out once for each of those, as the
-- fold does.
create or replace view report.tail as
  with moved as materialized (
    select date_bin('15 minutes', m.occurred_at, timestamptz '2000-01-01 00:00 UTC') as at, m.*
      from report.movement m
     where m.call_id = any ((select report.calls_since())::uuid[])
  ), dated as materialized (
    select q.brand_id, q.at, report.gaming_day(q.brand_id, q.at) as day
      from (select distinct brand_id, at from moved) q
  )
  select d.day, m.* from moved m join dated d using (brand_id, at);
