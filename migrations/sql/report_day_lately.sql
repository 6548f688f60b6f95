-- The dashboard asks the same every half minute. Planned once a connection, which took longer than to read: what came
-- since the fold, as it counts in a day, and which days are compared.
create function report.day_lately()
returns table (
  day date, brand_id integer, currency text, occurred_at timestamptz, settled_stake_cash bigint, settled_stake_bonus bigint,
  settled_win_cash bigint, settled_win_bonus bigint, credit_cash bigint, deposit bigint, withdrawal bigint, calls bigint)
language plpgsql stable as $$
begin
  return query
  select t.day, t.brand_id, t.currency, t.occurred_at, t.settled_stake_cash, t.settled_stake_bonus,
         t.settled_win_cash, t.settled_win_bonus, t.credit_cash, t.deposit, t.withdrawal, t.calls
    from report.tail t;
end $$;

-- `ended`: the minute that is as far from the beginning of the day a week before as now is from that of this one.
create or replace function report.week_apart(p_brands integer[])
returns table (brand_id integer, ago integer, day date, began timestamptz, ended timestamptz)
language plpgsql stable parallel safe rows 10 as $$
begin
  return query
  select b.id, a.ago, t.day - 7 * a.ago, d.began, date_trunc('minute', d.began + (now() - t.began))
    from public.brand b
   cross join lateral (select report.gaming_day(b.id, now()) as day) g
   cross join lateral (select g.day, report.day_start(b.profile_code, g.day) as began) t
   cross join (values (0), (1)) a (ago)
   cross join lateral (select report.day_start(b.profile_code, t.day - 7 * a.ago) as began) d
   where b.id = any(p_brands);
end $$;
