-- What was taken minute by minute, for some days: a day so far is told beside the same day a week before, to the minute.
create table report.minute (
  day         date              not null,
  brand_id    integer           not null,
  currency    text collate "C"  not null,
  at          timestamptz       not null,
  settled_stake_cash   bigint  not null,
  settled_stake_bonus  bigint  not null,
  settled_win_cash     bigint  not null,
  settled_win_bonus    bigint  not null,
  credit_cash          bigint  not null,
  deposit              bigint  not null,
  withdrawal           bigint  not null,
  primary key (day, brand_id, currency, at)
);
grant select on report.minute to countroom_app, countroom_reader;

-- Folded with the cells, from the same rows and under the same watermark.
do $$
declare
  fold     text := pg_get_functiondef('report.fold_calls'::regproc);
  rebuild  text := pg_get_functiondef('report.rebuild'::regproc);
begin
  fold := replace(fold, '), players as (', $minutes$), minutes as (
    insert into report.minute as held (
      day, brand_id, currency, at, settled_stake_cash, settled_stake_bonus, settled_win_cash, settled_win_bonus,
      credit_cash, deposit, withdrawal)
    select day, brand_id, currency, date_trunc('minute', occurred_at), sum(settled_stake_cash), sum(settled_stake_bonus),
           sum(settled_win_cash), sum(settled_win_bonus), sum(credit_cash), sum(deposit), sum(withdrawal)
      from placed where day > current_date - 10
     group by 1, 2, 3, 4
    on conflict (day, brand_id, currency, at) do update set
           settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash,
           settled_stake_bonus = held.settled_stake_bonus + excluded.settled_stake_bonus,
           settled_win_cash = held.settled_win_cash + excluded.settled_win_cash,
           settled_win_bonus = held.settled_win_bonus + excluded.settled_win_bonus,
           credit_cash = held.credit_cash + excluded.credit_cash,
           deposit = held.deposit + excluded.deposit, withdrawal = held.withdrawal + excluded.withdrawal

  ), players as ($minutes$);
  fold := replace(fold, 'update report.fold set', $old$delete from report.minute where day <= current_date - 10;
  update report.fold set$old$);
  rebuild := replace(rebuild, 'delete from report.stray;', $all$delete from report.stray;
  delete from report.minute;$all$);
  if fold not like '%report.minute%' or rebuild not like '%report.minute%' then
    raise exception 'the fold is not as it was';
  end if;
  execute fold;
  execute rebuild;
end $$;

-- What was folded before, for the days that are compared.
insert into report.minute
select day, m.brand_id, m.currency, date_trunc('minute', m.occurred_at), sum(settled_stake_cash), sum(settled_stake_bonus),
       sum(settled_win_cash), sum(settled_win_bonus), sum(credit_cash), sum(deposit), sum(withdrawal)
  from report.movement m
 cross join lateral (select report.gaming_day(m.brand_id, m.occurred_at) as day) d
 where m.occurred_at > now() - interval '12 days' and d.day > current_date - 10
   and m.xid < (select folded_to from report.fold)
 group by 1, 2, 3, 4;

-- The gaming day that each of these brands has begun, and the same day a week before; `ended`: the minute that is as far
-- from the beginning of that day as now is from the beginning of this one.
create function report.week_apart(p_brands integer[])
returns table (brand_id integer, ago integer, day date, began timestamptz, ended timestamptz)
language sql stable parallel safe as $$
  select b.id, a.ago, t.day - 7 * a.ago, d.began, date_trunc('minute', d.began + (now() - t.began))
    from public.brand b
   cross join lateral (select report.gaming_day(b.id, now()) as day) g
   cross join lateral (select g.day, report.day_start(b.profile_code, g.day) as began) t
   cross join (values (0), (1)) a (ago)
   cross join lateral (select report.day_start(b.profile_code, t.day - 7 * a.ago) as began) d
   where b.id = any(p_brands)
$$;
