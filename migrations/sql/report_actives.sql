-- A player counts once in an interval, however many days he played: on the first of his days in it, which is the one
-- whose day before lies outside. Kept with each day is the active day before it, and counted how many players have
-- which; so the players of any interval are a sum of counts, and no list of players is read.

create table report.active_day (
  player_id  bigint   not null,
  currency   text collate "C"  not null,
  day        date     not null,
  brand_id   integer  not null,
  country    text     not null,
  previous   date,              -- the active day before; '-infinity': none. Null only until it is looked for
  primary key (player_id, currency, day)
);

create table report.active_count (
  day        date     not null,
  brand_id   integer  not null,
  currency   text collate "C"  not null,
  country    text     not null,
  previous   date     not null,
  players    bigint   not null,
  primary key (day, brand_id, currency, country, previous)
);
grant select on report.active_day, report.active_count to countroom_app, countroom_reader;

-- Follows what players did on their days, whoever folds it: an active day has a game whose stakes from cash came to
-- something. A day that comes or goes is another one's day before, so the next one is counted anew with it.
create function report.count_actives() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  turned  report.player_day[];   -- games of a day whose stakes came to something, or to nothing again
  came    report.active_day[];
  gone    report.active_day[];
begin
  if tg_op = 'INSERT' then
    select array_agg(f::report.player_day) into turned from fresh f where f.settled_stake_cash > 0;
  else
    select array_agg(f::report.player_day) into turned
      from fresh f join stale s using (day, brand_id, currency, player_id, integration_id, game_id)
     where (f.settled_stake_cash > 0) <> (s.settled_stake_cash > 0);
  end if;
  if turned is null then
    return null;
  end if;

  with days as (
    select distinct player_id, currency, day, brand_id, country from unnest(turned)
  ), seen as (
    select d.*,
           exists (select from report.player_day p
                    where (p.day, p.brand_id, p.currency, p.player_id) = (d.day, d.brand_id, d.currency, d.player_id)
                      and p.settled_stake_cash > 0) as is_active,
           exists (select from report.active_day a
                    where (a.player_id, a.currency, a.day) = (d.player_id, d.currency, d.day)) as was_active
      from days d
  )
  select array_agg(row(player_id, currency, day, brand_id, country, null)::report.active_day) filter (where is_active),
         array_agg(row(player_id, currency, day, brand_id, country, null)::report.active_day) filter (where was_active)
    into came, gone
    from seen where is_active <> was_active;

  insert into report.active_day select * from unnest(came);
  with removed as (
    delete from report.active_day a using unnest(gone) g
     where (a.player_id, a.currency, a.day) = (g.player_id, g.currency, g.day) returning a.*
  )
  select array_agg(r::report.active_day) into gone from removed r;

  with changed as (
    select * from unnest(came) union all select * from unnest(gone)
  ), linked as (
    update report.active_day a
       set previous = coalesce((select max(b.day) from report.active_day b
                                 where (b.player_id, b.currency) = (a.player_id, a.currency) and b.day < a.day), '-infinity')
      from (select player_id, currency, day from unnest(came)
            union
            select c.player_id, c.currency, (select min(n.day) from report.active_day n
                                              where (n.player_id, n.currency) = (c.player_id, c.currency) and n.day > c.day)
              from changed c) d
     where (a.player_id, a.currency, a.day) = (d.player_id, d.currency, d.day)
    returning with (old as earlier, new as later) earlier.previous as before, later.*
  ), moved as (
    select day, brand_id, currency, country, previous, -1 as players from unnest(gone)
    union all
    select day, brand_id, currency, country, before, -1 from linked where before is not null
    union all
    select day, brand_id, currency, country, previous, 1 from linked
  )
  insert into report.active_count as held
  select day, brand_id, currency, country, previous, sum(players) from moved
   group by day, brand_id, currency, country, previous having sum(players) <> 0
  on conflict (day, brand_id, currency, country, previous) do update set players = held.players + excluded.players;
  return null;
end $$;

create trigger active_days_come after insert on report.player_day
  referencing new table as fresh for each statement execute function report.count_actives();
create trigger active_days_turn after update on report.player_day
  referencing old table as stale new table as fresh for each statement execute function report.count_actives();

-- The active days of whoever played since the fold: as they were folded, and as they are.
create function report.active_lately(p_first date, p_last date)
returns table (is_folded boolean, player_id bigint, currency text, day date, brand_id integer, country text)
language sql stable as $$
  with since as materialized (
    select t.day, t.brand_id, t.currency, t.player_id, t.integration_id, t.game_id, t.country, sum(t.settled_stake_cash) as staked
      from report.tail t where t.settled_stake_cash <> 0 and t.day between p_first and p_last
     group by 1, 2, 3, 4, 5, 6, 7
  ), touched as materialized (
    select distinct s.player_id, s.currency, s.day, s.brand_id, s.country from since s
  ), folded as materialized (
    select a.player_id, a.currency, a.day, a.brand_id, a.country
      from report.active_day a join (select distinct t.player_id, t.currency from touched t) p using (player_id, currency)
     where a.day between p_first and p_last
  ), games as (
    select s.* from since s
    union all
    select p.day, p.brand_id, p.currency, p.player_id, p.integration_id, p.game_id, p.country, p.settled_stake_cash
      from report.player_day p join touched t using (day, brand_id, currency, player_id)
  ), staked as (
    select g.player_id, g.currency, g.day, g.brand_id, g.country from games g
     group by g.player_id, g.currency, g.day, g.brand_id, g.country, g.integration_id, g.game_id having sum(g.staked) > 0
  )
  select true, f.* from folded f
  union all
  select false, f.* from folded f where (f.player_id, f.currency, f.day) not in (select t.player_id, t.currency, t.day from touched t)
  union all
  select distinct false, s.* from staked s
$$;

-- Added up anew with all else.
do $$
declare
  rebuild  text := pg_get_functiondef('report.rebuild'::regproc);
begin
  rebuild := replace(rebuild, 'delete from report.player_day;', $all$delete from report.player_day;
  delete from report.active_day;
  delete from report.active_count;$all$);
  if rebuild not like '%report.active_count%' then
    raise exception 'adding up is not as it was';
  end if;
  execute rebuild;
end $$;

-- What was folded before.
insert into report.active_day
select player_id, currency, day, brand_id, country,
       coalesce(lag(day) over (partition by player_id, currency order by day), '-infinity')
  from (select distinct player_id, currency, day, brand_id, country from report.player_day where settled_stake_cash > 0) d;
insert into report.active_count
select day, brand_id, currency, country, previous, count(*) from report.active_day group by 1, 2, 3, 4, 5;
