-- What came since the fold is few among all calls, and whoever plans a query has to know: of `xid >= (a query)` the
-- planner takes a third of the table to meet it, and reads millions to find a handful. Their ids are found first, by the
-- watermark as it stands; then each leads to its call.
create function report.calls_since() returns uuid[] language plpgsql stable parallel restricted as $$
declare
  at  xid8 := (select folded_to from report.fold);
begin
  return array(select c.call_id from ledger.call c where c.xid >= at);
end $$;

create or replace view report.tail as
  select report.gaming_day(m.brand_id, m.occurred_at) as day,
         date_bin('15 minutes', m.occurred_at, timestamptz '2000-01-01 00:00 UTC') as at, m.*
    from report.movement m
   where m.call_id = any ((select report.calls_since())::uuid[]);
