-- First deposits of a day are added up as they are folded: a month of them is read as some hundred sums, and no longer one
-- by one.
create table report.first_deposit_count (
  day        date     not null,
  brand_id   integer  not null,
  currency   text collate "C"  not null,
  country    text     not null,
  players    bigint   not null,
  amount     bigint   not null,  -- in minor units
  primary key (day, brand_id, currency, country)
);
grant select on report.first_deposit_count to countroom_app, countroom_reader;

-- A first deposit comes, or an earlier one takes its place.
create function report.count_first_deposits() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  moved  report.first_deposit_count[];
begin
  select array_agg(row(day, brand_id, currency, country, 1, amount)::report.first_deposit_count) into moved from fresh;
  if tg_op = 'UPDATE' then
    select moved || array_agg(row(day, brand_id, currency, country, -1, -amount)::report.first_deposit_count) into moved from stale;
  end if;
  insert into report.first_deposit_count as held
  select day, brand_id, currency, country, sum(players), sum(amount) from unnest(moved)
   group by day, brand_id, currency, country having sum(players) <> 0 or sum(amount) <> 0
  on conflict (day, brand_id, currency, country) do update
     set players = held.players + excluded.players, amount = held.amount + excluded.amount;
  return null;
end $$;

create trigger first_deposits_come after insert on report.first_deposit
  referencing new table as fresh for each statement execute function report.count_first_deposits();
create trigger first_deposits_turn after update on report.first_deposit
  referencing old table as stale new table as fresh for each statement execute function report.count_first_deposits();

-- What the deposits since the fold change: those that are new, and those folded ones that were not the first. Planned once
-- a connection, which took longer than to read.
create function report.first_deposits_lately(p_first date, p_last date)
returns table (day date, brand_id integer, currency text, country text, players bigint, amount bigint)
language plpgsql stable as $$
begin
  return query
  with since as materialized (
    select distinct on (t.player_id) t.player_id, t.call_id, t.day, t.brand_id, t.currency, t.country, t.deposit
      from report.tail t where t.deposit > 0 order by t.player_id, t.call_id
  )
  select s.day, s.brand_id, s.currency, s.country, 1::bigint, s.deposit from since s
   where s.day between p_first and p_last
     and not exists (select from report.first_deposit k where k.player_id = s.player_id and k.call_id < s.call_id)
  union all
  select f.day, f.brand_id, f.currency, f.country, -1::bigint, -f.amount
    from since s join report.first_deposit f using (player_id)
   where s.call_id < f.call_id and f.day between p_first and p_last;
end $$;

do $$
declare
  lately   text := pg_get_functiondef('report.active_lately'::regproc);
  rebuild  text := pg_get_functiondef('report.rebuild'::regproc);
begin
  -- The same of those who were active.
  lately := replace(lately, 'LANGUAGE sql', 'LANGUAGE plpgsql');
  lately := replace(lately, 'with since as materialized', 'begin return query with since as materialized');
  lately := regexp_replace(lately, 'from staked s\s*\$function\$', 'from staked s; end $function$');
  if lately not like '%plpgsql%begin return query%staked s; end%' then
    raise exception 'who was active lately is not as it was';
  end if;
  execute lately;

  -- Added up anew with all else.
  rebuild := replace(rebuild, 'delete from report.first_deposit;', $all$delete from report.first_deposit;
  delete from report.first_deposit_count;$all$);
  if rebuild not like '%report.first_deposit_count%' then
    raise exception 'adding up is not as it was';
  end if;
  execute rebuild;
end $$;

-- Of all brands and countries, the players of a month are some forty thousand counts: read in the order they are asked for.
create index active_count_all on report.active_count (day, currency, previous) include (players);

-- What was folded before.
insert into report.first_deposit_count
select day, brand_id, currency, country, count(*), sum(amount) from report.first_deposit group by 1, 2, 3, 4;
