-- A player counts once in an interval: on the first of his days in it, which is the one whose active day before lies
-- outside. That holds of all play, of a provider's and of a game's alike. Days before are many, and few players share one:
-- those of a gaming day lie side by side, in order, and beside each how many players have it or an earlier one. So the
-- players of an interval are one number for each of its days, and no list of players is read.
drop trigger active_days_come on report.player_day;
drop trigger active_days_turn on report.player_day;
drop function report.count_actives();
drop function report.active_lately(date, date);
drop table report.active_count;
drop table report.active_day;
create index player_day_of_a_player on report.player_day (player_id, currency, day);

create table report.active_count (
  day          date     not null,
  provider_id  integer  not null,   -- 0: whichever
  game_id      integer  not null,   -- 0: whichever of the provider's
  brand_id     integer  not null,
  currency     text collate "C"  not null,
  country      text     not null,
  previous     date[]     not null,  -- the active day before, ascending; '-infinity': none within a report's longest interval
  players      integer[]  not null,  -- how many have that one or an earlier one
  primary key (day, provider_id, game_id, brand_id, currency, country)
) with (fillfactor = 60);
-- At most 367, which fit a page: read as they lie.
alter table report.active_count alter previous set storage plain, alter players set storage plain;
grant select on report.active_count to countroom_app, countroom_reader;

-- A report asks for at most 366 days: a day before that lies longer ago is outside of each that this one is in.
create function report.day_before(p_day date, p_previous date) returns date
language sql immutable parallel safe
return case when p_previous >= p_day - 366 then p_previous else '-infinity' end;

-- The games of a day whose stakes came to something, or to nothing again, in the fold that is under way. One statement
-- inserts some and updates others, and either sees what both did: all are counted when both have said theirs.
create unlogged table report.turned (
  day             date     not null,
  brand_id        integer  not null,
  currency        text collate "C"  not null,
  player_id       bigint   not null,
  integration_id  integer  not null,
  game_id         integer  not null,
  country         text     not null,
  times           integer  not null default 1,
  primary key (player_id, currency, day, brand_id, integration_id, game_id)
);
create function report.note_turned() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into report.turned as noted
    select day, brand_id, currency, player_id, integration_id, game_id, country from fresh where settled_stake_cash > 0
    on conflict (player_id, currency, day, brand_id, integration_id, game_id) do update set times = noted.times + 1;
  else
    insert into report.turned as noted
    select day, brand_id, currency, player_id, integration_id, game_id, f.country
      from fresh f join stale s using (day, brand_id, currency, player_id, integration_id, game_id)
     where (f.settled_stake_cash > 0) <> (s.settled_stake_cash > 0)
    on conflict (player_id, currency, day, brand_id, integration_id, game_id) do update set times = noted.times + 1;
  end if;
  return null;
end $$;
create trigger games_come after insert on report.player_day
  referencing new table as fresh for each statement execute function report.note_turned();
create trigger games_turn after update on report.player_day
  referencing old table as stale new table as fresh for each statement execute function report.note_turned();

-- Counts what turned: the days of these players as they were, and as they are. Each join is a search by an index, whatever
-- the planner believes of tables that grow with every fold.
create function report.count_actives() returns void
language plpgsql set search_path = pg_catalog, pg_temp
  set enable_nestloop = on set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as $$
begin
  if not exists (select from report.turned) then
    return;
  end if;
  with flipped as (
    delete from report.turned
    returning day, brand_id, currency, player_id, integration_id, game_id, country, times % 2 = 1 as is_turned
  ), games as (
    select p.day, p.brand_id, p.currency, p.player_id, p.integration_id, p.game_id, p.country,
           p.settled_stake_cash > 0 as is_active, false as is_turned
      from (select distinct f.player_id, f.currency from flipped f) w join report.player_day p using (player_id, currency)
     where p.day >= (select min(f.day) from flipped f) - 366
    union all
    select day, brand_id, currency, player_id, integration_id, game_id, country, false, is_turned from flipped
  ), turning as (
    select day, brand_id, currency, player_id, integration_id, game_id, country,
           bool_or(is_active) as is_active, bool_or(is_active) <> bool_or(is_turned) as was_active
      from games group by 1, 2, 3, 4, 5, 6, 7
  ), seen as materialized (
    select day, brand_id, currency, player_id, country, coalesce(provider_id, 0) as provider_id, coalesce(game_id, 0) as game_id,
           bool_or(is_active) as is_active, bool_or(was_active) as was_active
      from (select t.*, i.provider_id from turning t join public.integration i on i.id = t.integration_id) provided
     group by grouping sets ((day, brand_id, currency, player_id, country, provider_id, game_id),
                             (day, brand_id, currency, player_id, country, provider_id),
                             (day, brand_id, currency, player_id, country))
  ), linked as (
    select s.*, 1 as players, lag(day) over (partition by player_id, currency, provider_id, game_id order by day) as before
      from seen s where is_active
    union all
    select s.*, -1, lag(day) over (partition by player_id, currency, provider_id, game_id order by day)
      from seen s where was_active
  ), moved as materialized (
    select day, provider_id, game_id, brand_id, currency, country, report.day_before(day, before) as previous,
           sum(players) as players
      from linked group by 1, 2, 3, 4, 5, 6, 7 having sum(players) <> 0
  ), held as (
    select c.day, c.provider_id, c.game_id, c.brand_id, c.currency, c.country, u.previous,
           u.players - coalesce(lag(u.players) over (partition by c.day, c.provider_id, c.game_id, c.brand_id, c.currency,
                                                                  c.country order by u.previous), 0) as players
      from report.active_count c
      join (select distinct day, provider_id, game_id, brand_id, currency, country from moved) m
           using (day, provider_id, game_id, brand_id, currency, country),
           unnest(c.previous, c.players) u (previous, players)
  ), summed as (
    select day, provider_id, game_id, brand_id, currency, country, previous, sum(players) as players
      from (select * from moved union all select * from held) both_of_them
     group by 1, 2, 3, 4, 5, 6, 7
  ), so_far as (
    select s.*, sum(players) over (partition by day, provider_id, game_id, brand_id, currency, country order by previous) as n
      from summed s
  )
  insert into report.active_count as kept
  select day, provider_id, game_id, brand_id, currency, country,
         coalesce(array_agg(previous order by previous) filter (where players <> 0), '{}'),
         coalesce(array_agg(n::integer order by previous) filter (where players <> 0), '{}')
    from so_far group by 1, 2, 3, 4, 5, 6
  on conflict (day, provider_id, game_id, brand_id, currency, country)
  do update set previous = excluded.previous, players = excluded.players;
end $$;

-- All of them at once.
create function report.count_all_actives() returns void
language sql set search_path = pg_catalog, pg_temp as $$
  delete from report.active_count;
  with seen as (
    select p.day, p.brand_id, p.currency, p.player_id, p.country,
           coalesce(i.provider_id, 0) as provider_id, coalesce(p.game_id, 0) as game_id
      from report.player_day p join public.integration i on i.id = p.integration_id
     where p.settled_stake_cash > 0
     group by grouping sets ((p.day, p.brand_id, p.currency, p.player_id, p.country, i.provider_id, p.game_id),
                             (p.day, p.brand_id, p.currency, p.player_id, p.country, i.provider_id),
                             (p.day, p.brand_id, p.currency, p.player_id, p.country))
  ), linked as (
    select s.*, report.day_before(day, lag(day) over (partition by player_id, currency, provider_id, game_id order by day)) as previous
      from seen s
  ), counted as (
    select day, provider_id, game_id, brand_id, currency, country, previous,
           sum(count(*)) over (partition by day, provider_id, game_id, brand_id, currency, country order by previous) as n
      from linked group by 1, 2, 3, 4, 5, 6, 7
  )
  insert into report.active_count
  select day, provider_id, game_id, brand_id, currency, country,
         array_agg(previous order by previous), array_agg(n::integer order by previous)
    from counted group by 1, 2, 3, 4, 5, 6
$$;

-- The games of whoever played since the fold: as they were folded, and as they are.
create function report.active_lately(p_first date, p_last date)
returns table (is_folded boolean, player_id bigint, currency text, day date, brand_id integer, country text,
               provider_id integer, game_id integer)
language plpgsql stable as $$
begin
  return query
  with since as materialized (
    select t.day, t.brand_id, t.currency, t.player_id, t.integration_id, t.game_id, t.country, sum(t.settled_stake_cash) as staked
      from report.tail t where t.settled_stake_cash <> 0 and t.day between p_first and p_last
     group by 1, 2, 3, 4, 5, 6, 7
  ), folded as materialized (
    select p.day, p.brand_id, p.currency, p.player_id, p.integration_id, p.game_id, p.country, p.settled_stake_cash as staked
      from (select distinct s.player_id, s.currency from since s) w join report.player_day p using (player_id, currency)
     where p.day between p_first and p_last
  ), lately as (
    select false as is_folded, g.day, g.brand_id, g.currency, g.player_id, g.integration_id, g.game_id, g.country
      from (select * from folded union all select * from since) g
     group by 2, 3, 4, 5, 6, 7, 8 having sum(g.staked) > 0
    union all
    select true, f.day, f.brand_id, f.currency, f.player_id, f.integration_id, f.game_id, f.country
      from folded f where f.staked > 0
  )
  select l.is_folded, l.player_id, l.currency, l.day, l.brand_id, l.country, i.provider_id, l.game_id
    from lately l join integration i on i.id = l.integration_id;
end $$;

-- Counted with each fold; added up anew with all else, once at the end and not call by call.
do $$
declare
  fold     text := pg_get_functiondef('report.fold_calls'::regproc);
  rebuild  text := pg_get_functiondef('report.rebuild'::regproc);
begin
  fold := replace(fold, '  return folded;', '  perform report.count_actives();' || chr(10) || '  return folded;');
  rebuild := replace(rebuild, '  delete from report.active_day;' || chr(10), '');
  rebuild := replace(rebuild, '  delete from report.active_count;' || chr(10), '');
  rebuild := regexp_replace(rebuild, '  insert into report.active_day.*  return calls;',
                            '  perform report.count_all_actives();' || chr(10) || '  return calls;');
  if fold not like '%report.count_actives()%' or rebuild not like '%report.count_all_actives()%'
     or rebuild like '%active_day%' then
    raise exception 'adding up is not as it was';
  end if;
  execute fold;
  execute rebuild;
end $$;

-- What was folded before.
select report.count_all_actives();
