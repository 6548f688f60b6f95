-- What reports add up. A call of the ledger is one movement; cells are sums of movements, folded forwards by a watermark
-- of transactions: every call before `folded_to` is in the cells, and none after it. What came since is read from the
-- calls themselves by the same view, so a figure is exact whenever it is asked for.

-- ── test players ─────────────────────────────────────────────────────────────────────────────────

-- Said when a player is registered and never changed: figures of days that are over would change with it.
alter table public.player add column is_test boolean not null default false;
grant insert (is_test) on public.player to countroom_app;
create index player_registered on public.player (brand_id, occurred_at, country) where not is_test;

-- ── gaming days ──────────────────────────────────────────────────────────────────────────────────

create schema report;
grant usage on schema report to countroom_app, countroom_reader;

-- When a day begins, by the latest version of the rules that is in force then; before any was, by the first.
create function report.day_start(p_profile text, p_day date) returns timestamptz language sql stable parallel safe as $$
  select s.at
    from (select v.version, v.effective_from,
                 (p_day + make_interval(hours => v.gaming_day_start_hour)) at time zone v.gaming_day_zone as at
            from public.jurisdiction_profile v where v.code = p_profile) s
   order by s.effective_from <= s.at desc, case when s.effective_from <= s.at then - s.version else s.version end
   limit 1
$$;

-- The day of a brand on which something happened.
create function report.gaming_day(p_brand_id integer, p_at timestamptz) returns date language sql stable parallel safe as $$
  select max(d.day)
    from public.brand b
   cross join lateral (select (p_at at time zone 'UTC')::date + n as day from generate_series(-2, 2) n) d
   where b.id = p_brand_id and report.day_start(b.profile_code, d.day) <= p_at
$$;

-- The least id of a call that is decided at this moment or later: they carry their time.
create function report.id_at(p_at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((date_part('epoch', p_at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- ── movements ────────────────────────────────────────────────────────────────────────────────────

-- What a call did, by what it counts as. Stakes, wins and credits are net: a rollback counts against what it took back,
-- when it came. In `settled_…` a round counts when it is settled, with all that was played in it until then; what comes
-- later counts when it comes, and a rollback that opens the round again takes all of it out. Both count in the game of
-- the round. What a call added to the settled ones hangs on the calls of its round before it and on nothing after it:
-- whoever asks, and whenever, is told the same.
create view report.movement as
  select c.player_id, c.call_id, c.xid, c.kind, c.occurred_at, c.brand_id, c.currency, p.country,
         case when c.kind < 'deposit' then c.integration_id else 0 end as integration_id,
         case when c.kind < 'deposit' then coalesce(r.game_id, o.game_id, c.game_id) else 0 end as game_id,
         r.round_id,
         1::bigint as calls,
         own.stake_cash, own.stake_bonus, own.win_cash, own.win_bonus,
         s.own * own.stake_cash  + s.before * coalesce(b.stake_cash, 0)  + s.whole * coalesce(r.stake_cash, 0)  as settled_stake_cash,
         s.own * own.stake_bonus + s.before * coalesce(b.stake_bonus, 0) + s.whole * coalesce(r.stake_bonus, 0) as settled_stake_bonus,
         s.own * own.win_cash    + s.before * coalesce(b.win_cash, 0)    + s.whole * coalesce(r.win_cash, 0)    as settled_win_cash,
         s.own * own.win_bonus   + s.before * coalesce(b.win_bonus, 0)   + s.whole * coalesce(r.win_bonus, 0)   as settled_win_bonus,
         case when c.settled is null then 0 else c.settled::integer - coalesce(b.settled, false)::integer end::bigint as rounds,
         case when c.kind = 'promo' then c.cash  when o.kind = 'promo' then - o.cash  else 0 end as credit_cash,
         case when c.kind = 'promo' then c.bonus when o.kind = 'promo' then - o.bonus else 0 end as credit_bonus,
         case when c.kind = 'deposit' and c.outcome = 'applied'  then c.amount else 0 end as deposit,
         case when c.kind = 'deposit' and c.outcome = 'diverted' then c.amount else 0 end as deposit_diverted,
         case when c.kind = 'withdrawal_release' then c.amount else 0 end as withdrawal,
         case when c.kind = 'adjustment' then c.cash  else 0 end as adjustment_cash,
         case when c.kind = 'adjustment' then c.bonus else 0 end as adjustment_bonus,
         case when c.kind = 'opening' then c.cash  else 0 end as opening_cash,
         case when c.kind = 'opening' then c.bonus else 0 end as opening_bonus,
         case when c.kind = 'rollback' then c.cash  + coalesce(o.cash, 0)  else 0 end as debt_cash,
         case when c.kind = 'rollback' then c.bonus + coalesce(o.bonus, 0) else 0 end as debt_bonus,
         case when c.kind = 'recovery' then - c.cash else 0 end as recovered,
         c.cash + case c.kind when 'withdrawal_request' then c.amount
                              when 'withdrawal_cancel'  then - c.amount
                              when 'withdrawal_release' then - c.amount else 0 end as held_cash,
         c.bonus as held_bonus
    from ledger.call c
    join public.player p on p.id = c.player_id and not p.is_test
    left join ledger.call o on o.player_id = c.player_id and o.call_id = c.reverses and c.kind = 'rollback'
    left join history.import i on i.import_id = c.request_id
    left join ledger.round r
      on c.settled is not null and r.player_id = c.player_id and r.currency = c.currency
     and r.integration_id = c.integration_id and r.round_ref = coalesce(o.round_ref, c.round_ref)
   cross join lateral (
     select case when i.import_id is null then c.recorded_at else c.occurred_at end as at,   -- its place in its round
            case when c.kind = 'bet' then - c.cash  when o.kind = 'bet' then o.cash    else 0 end as stake_cash,
            case when c.kind = 'bet' then - c.bonus when o.kind = 'bet' then o.bonus   else 0 end as stake_bonus,
            case when c.kind = 'win' then c.cash    when o.kind = 'win' then - o.cash  else 0 end as win_cash,
            case when c.kind = 'win' then c.bonus   when o.kind = 'win' then - o.bonus else 0 end as win_bonus) own
   cross join lateral (
     -- Most rounds end with the call that settles them: what the round says is then what counts.
     select c.settled and c.kind <> 'rollback' and r.last_at = own.at and r.settled_at = own.at and i.import_id is null as ends_it) e
   cross join lateral (
     select sum(x.stake_cash)::bigint as stake_cash, sum(x.stake_bonus)::bigint as stake_bonus,
            sum(x.win_cash)::bigint as win_cash, sum(x.win_bonus)::bigint as win_bonus,
            (array_agg(x.settled order by x.recorded_at desc, x.settled desc, x.call_id desc))[1] as settled
       from ledger.round_call x
      where (c.settled or c.kind = 'rollback') and e.ends_it is not true
        and (r.opened_at < r.last_at or r.bets + r.wins + r.rollbacks > 1)
        and x.player_id = c.player_id and x.currency = c.currency
        and x.integration_id = c.integration_id and x.round_ref = r.round_ref
        -- An id is made up to some seconds before its call gets the wallet and, with it, its place.
        and x.call_id >= report.id_at(r.opened_at - interval '10 seconds') and x.call_id < report.id_at(own.at + interval '1 second')
        and (x.recorded_at, x.settled, x.call_id) < (own.at, c.settled, c.call_id)) b
   cross join lateral (
     select case when c.settled is null or c.settled and e.ends_it is not true then 1 else 0 end as own,
            case when c.settled is null then 0 else c.settled::integer - coalesce(b.settled, false)::integer end as before,
            case when e.ends_it then 1 else 0 end as whole) s
   where not c.refused and c.kind <> 'tombstone';

-- ── cells ────────────────────────────────────────────────────────────────────────────────────────

-- quarter: a quarter of an hour in UTC, so that the days of every zone are made of whole ones; by integration.
-- day:     a gaming day of the brand, by country.
-- detail:  the same by integration and game too. Payments are of integration 0 and game 0.
create type report.grain as enum ('quarter', 'day', 'detail');

-- What a grain leaves out is the same in all its cells. Amounts in minor units.
create table report.cell (
  grain           report.grain  not null,
  day             date          not null,
  brand_id        integer       not null,
  currency        text collate "C"  not null,
  at              timestamptz   not null,   -- of a quarter; else the beginning of time
  integration_id  integer       not null,
  game_id         integer       not null,
  country         text          not null,
  calls                bigint  not null,
  stake_cash           bigint  not null,
  stake_bonus          bigint  not null,
  win_cash             bigint  not null,
  win_bonus            bigint  not null,
  settled_stake_cash   bigint  not null,
  settled_stake_bonus  bigint  not null,
  settled_win_cash     bigint  not null,
  settled_win_bonus    bigint  not null,
  rounds               bigint  not null,
  credit_cash          bigint  not null,
  credit_bonus         bigint  not null,
  deposit              bigint  not null,
  deposit_diverted     bigint  not null,
  withdrawal           bigint  not null,
  adjustment_cash      bigint  not null,
  adjustment_bonus     bigint  not null,
  opening_cash         bigint  not null,
  opening_bonus        bigint  not null,
  debt_cash            bigint  not null,
  debt_bonus           bigint  not null,
  recovered            bigint  not null,
  held_cash            bigint  not null,
  held_bonus           bigint  not null,
  primary key (grain, day, brand_id, currency, at, integration_id, game_id, country)
);

-- Who played for cash on a gaming day, and what it came to: one player counts once however often.
create table report.player_day (
  day             date     not null,
  brand_id        integer  not null,
  currency        text collate "C"  not null,
  player_id       bigint   not null,
  integration_id  integer  not null,
  game_id         integer  not null,
  country         text     not null,
  settled_stake_cash  bigint  not null,
  primary key (day, brand_id, currency, player_id, integration_id, game_id)
);

-- A player's first deposit: the first that the ledger took for him, in whatever currency.
create table report.first_deposit (
  player_id  bigint   primary key,
  call_id    uuid     not null,
  day        date     not null,
  brand_id   integer  not null,
  currency   text collate "C"  not null,
  country    text     not null,
  amount     bigint   not null
);
create index first_deposit_day on report.first_deposit (day, brand_id, currency, country, amount);

-- Calls that lie in another quarter than their id says: what was told late, or waited over its end. All others of a
-- quarter are found by their ids.
create table report.stray (
  at         timestamptz  not null,
  call_id    uuid         not null,
  player_id  bigint       not null,
  primary key (at, call_id)
);

create table report.fold (
  is_the_only_one  boolean      primary key  default true  check (is_the_only_one),
  folded_to        xid8         not null,
  folded_at        timestamptz               -- as of when the cells are; null: never folded
);
insert into report.fold (folded_to) values ('0');

-- A movement with the gaming day and the quarter that it counts in. Asked for one call at a time, so for few.
create view report.tail as
  select report.gaming_day(m.brand_id, m.occurred_at) as day,
         date_bin('15 minutes', m.occurred_at, timestamptz '2000-01-01 00:00 UTC') as at, m.*
    from report.movement m
   where m.xid >= (select folded_to from report.fold);

-- Fold the next calls, about p_at_most of them: all of a transaction or none. Returns how many.
create function report.fold_calls(p_at_most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  first   xid8;
  behind  xid8;                  -- the first transaction that is not folded this time
  as_of   timestamptz := clock_timestamp();
  folded  integer;
begin
  select folded_to into first from report.fold for update;
  behind := public.settled_place();   -- whatever began before it has ended: nothing slips in behind us
  select count(*), coalesce((max(c.xid)::text::bigint + 1)::text::xid8, behind), coalesce(max(c.recorded_at), as_of)
    into folded, behind, as_of
    from (select xid, recorded_at from ledger.call where xid >= first and xid < behind order by xid limit p_at_most) c;
  if folded < p_at_most then
    as_of := clock_timestamp();
  end if;

  with moved as materialized (
    select m.*, date_bin('15 minutes', m.occurred_at, timestamptz '2000-01-01 00:00 UTC') as at
      from report.movement m where m.xid >= first and m.xid < behind
  ), dated as materialized (
    select q.brand_id, q.at, report.gaming_day(q.brand_id, q.at) as day
      from (select distinct brand_id, at from moved) q
  ), placed as materialized (
    select m.*, d.day from moved m join dated d using (brand_id, at)

  ), cells as (
    insert into report.cell as held (
      grain, day, brand_id, currency, at, integration_id, game_id, country,
      calls, stake_cash, stake_bonus, win_cash, win_bonus, settled_stake_cash, settled_stake_bonus,
      settled_win_cash, settled_win_bonus, rounds, credit_cash, credit_bonus, deposit, deposit_diverted,
      withdrawal, adjustment_cash, adjustment_bonus, opening_cash, opening_bonus, debt_cash, debt_bonus,
      recovered, held_cash, held_bonus)
    select (case when grouping(at) = 0 then 'quarter' when grouping(game_id) = 0 then 'detail' else 'day' end)::report.grain,
           day, brand_id, currency, coalesce(at, '-infinity'), coalesce(integration_id, 0), coalesce(game_id, 0), coalesce(country, ''),
           sum(calls), sum(stake_cash), sum(stake_bonus), sum(win_cash), sum(win_bonus),
           sum(settled_stake_cash), sum(settled_stake_bonus), sum(settled_win_cash), sum(settled_win_bonus),
           sum(rounds), sum(credit_cash), sum(credit_bonus), sum(deposit), sum(deposit_diverted),
           sum(withdrawal), sum(adjustment_cash), sum(adjustment_bonus), sum(opening_cash),
           sum(opening_bonus), sum(debt_cash), sum(debt_bonus), sum(recovered), sum(held_cash),
           sum(held_bonus)
      from placed
     group by grouping sets (
       (day, brand_id, currency, at, integration_id),
       (day, brand_id, currency, country),
       (day, brand_id, currency, integration_id, game_id, country))
    on conflict (grain, day, brand_id, currency, at, integration_id, game_id, country) do update set
           calls = held.calls + excluded.calls, stake_cash = held.stake_cash + excluded.stake_cash,
           stake_bonus = held.stake_bonus + excluded.stake_bonus, win_cash = held.win_cash + excluded.win_cash,
           win_bonus = held.win_bonus + excluded.win_bonus,
           settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash,
           settled_stake_bonus = held.settled_stake_bonus + excluded.settled_stake_bonus,
           settled_win_cash = held.settled_win_cash + excluded.settled_win_cash,
           settled_win_bonus = held.settled_win_bonus + excluded.settled_win_bonus,
           rounds = held.rounds + excluded.rounds, credit_cash = held.credit_cash + excluded.credit_cash,
           credit_bonus = held.credit_bonus + excluded.credit_bonus, deposit = held.deposit + excluded.deposit,
           deposit_diverted = held.deposit_diverted + excluded.deposit_diverted,
           withdrawal = held.withdrawal + excluded.withdrawal,
           adjustment_cash = held.adjustment_cash + excluded.adjustment_cash,
           adjustment_bonus = held.adjustment_bonus + excluded.adjustment_bonus,
           opening_cash = held.opening_cash + excluded.opening_cash,
           opening_bonus = held.opening_bonus + excluded.opening_bonus,
           debt_cash = held.debt_cash + excluded.debt_cash, debt_bonus = held.debt_bonus + excluded.debt_bonus,
           recovered = held.recovered + excluded.recovered, held_cash = held.held_cash + excluded.held_cash,
           held_bonus = held.held_bonus + excluded.held_bonus

  ), players as (
    insert into report.player_day as held (
      day, brand_id, currency, player_id, integration_id, game_id, country, settled_stake_cash)
    select day, brand_id, currency, player_id, integration_id, game_id, country, sum(settled_stake_cash)
      from placed where settled_stake_cash <> 0
     group by day, brand_id, currency, player_id, integration_id, game_id, country
    on conflict (day, brand_id, currency, player_id, integration_id, game_id) do update
       set settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash

  ), deposits as (
    insert into report.first_deposit as held (player_id, call_id, day, brand_id, currency, country, amount)
    select distinct on (player_id) player_id, call_id, day, brand_id, currency, country, deposit
      from placed where deposit > 0 order by player_id, call_id
    on conflict (player_id) do update
       set call_id = excluded.call_id, day = excluded.day, currency = excluded.currency, amount = excluded.amount
     where excluded.call_id < held.call_id
  )
  insert into report.stray (at, call_id, player_id)
  select at, call_id, player_id from placed
   where call_id < report.id_at(at) or call_id >= report.id_at(at + interval '15 minutes');

  update report.fold set folded_to = behind, folded_at = as_of;
  return folded;
end $$;

-- Add everything up anew, in one transaction: until it commits everybody reads what stood. Returns how many calls.
create function report.rebuild(p_at_once integer) returns bigint
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  folded  integer := p_at_once;
  calls   bigint  := 0;
begin
  perform from report.fold for update;
  delete from report.cell;
  delete from report.player_day;
  delete from report.first_deposit;
  delete from report.stray;
  update report.fold set folded_to = '0';
  while folded >= p_at_once loop
    folded := report.fold_calls(p_at_once);
    calls  := calls + folded;
  end loop;
  return calls;
end $$;

revoke execute on function report.fold_calls, report.rebuild from public;
grant execute on function report.fold_calls to countroom_app;
grant select on all tables in schema report to countroom_app, countroom_reader;

-- ── a restore into another cluster ───────────────────────────────────────────────────────────────

-- Where these readers stand counts too (places.sql).
create or replace function public.latest_place() returns xid8 language sql stable
  return greatest(
    (select max(xid) from ledger.call),
    (select max(xid) from public.outbox_message),
    (select max(xid) from public.audit_record),
    (select max(xid) from public.outbox_reader),
    (select folded_to from ledger.house_fold),
    (select folded_to from report.fold));
do $$
begin
  execute replace(pg_get_functiondef('public.adopt_cluster'::regproc), 'ledger.house_fold,', 'ledger.house_fold, report.fold,');
end $$;
