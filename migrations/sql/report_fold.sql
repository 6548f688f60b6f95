-- The same sums by two thirds of the work: what a round had come to is asked only where it counts, calls are summed once and not for
-- each grain, and a player's day is added to where it lies.
create or replace view report.movement as
  select c.player_id, c.call_id, c.xid, c.kind, c.occurred_at, c.brand_id, c.currency, p.country,
         case when c.kind < 'deposit' then c.integration_id else 0 end as integration_id,
         case when c.kind < 'deposit' then coalesce(r.game_id, o.game_id, c.game_id) else 0 end as game_id,
         r.round_id,
         1::bigint as calls,
         own.stake_cash, own.stake_bonus, own.win_cash, own.win_bonus,
         case when c.settled is null then own.stake_cash when e.ends_it then r.stake_cash
              else s.now * own.stake_cash + (s.now - s.before) * coalesce(b.stake_cash, 0) end as settled_stake_cash,
         case when c.settled is null then own.stake_bonus when e.ends_it then r.stake_bonus
              else s.now * own.stake_bonus + (s.now - s.before) * coalesce(b.stake_bonus, 0) end as settled_stake_bonus,
         case when c.settled is null then own.win_cash when e.ends_it then r.win_cash
              else s.now * own.win_cash + (s.now - s.before) * coalesce(b.win_cash, 0) end as settled_win_cash,
         case when c.settled is null then own.win_bonus when e.ends_it then r.win_bonus
              else s.now * own.win_bonus + (s.now - s.before) * coalesce(b.win_bonus, 0) end as settled_win_bonus,
         case when c.settled is null then 0 else s.now - s.before end::bigint as rounds,
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
    left join lateral (   -- by its whole key: fenced, or a planner that expects one call walks all rounds of the player
     select r.* from ledger.round r
      where c.settled is not null and r.player_id = c.player_id and r.currency = c.currency
        and r.integration_id = c.integration_id and r.round_ref = coalesce(o.round_ref, c.round_ref)
     offset 0) r on true
   cross join lateral (
     select case when i.import_id is null then c.recorded_at else c.occurred_at end as at,   -- its place in its round
            case when c.kind = 'bet' then - c.cash  when o.kind = 'bet' then o.cash    else 0 end as stake_cash,
            case when c.kind = 'bet' then - c.bonus when o.kind = 'bet' then o.bonus   else 0 end as stake_bonus,
            case when c.kind = 'win' then c.cash    when o.kind = 'win' then - o.cash  else 0 end as win_cash,
            case when c.kind = 'win' then c.bonus   when o.kind = 'win' then - o.bonus else 0 end as win_bonus) own
   cross join lateral (
     -- Most rounds end with the call that settles them: what the round says is then what counts.
     select c.settled and c.kind <> 'rollback' and r.last_at = own.at and r.settled_at = own.at and i.import_id is null as ends_it) e
    left join lateral (   -- fenced twice, so that it is asked only where the round does not say what counts
     select so_far.* from (
       select sum(x.stake_cash)::bigint as stake_cash, sum(x.stake_bonus)::bigint as stake_bonus,
              sum(x.win_cash)::bigint as win_cash, sum(x.win_bonus)::bigint as win_bonus,
              (array_agg(x.settled order by x.recorded_at desc, x.settled desc, x.call_id desc))[1] as settled
         from ledger.round_call x
        where x.player_id = c.player_id and x.currency = c.currency
          and x.integration_id = c.integration_id and x.round_ref = r.round_ref
          -- An id is made up to some seconds before its call gets the wallet and, with it, its place.
          and x.call_id >= report.id_at(r.opened_at - interval '10 seconds') and x.call_id < report.id_at(own.at + interval '1 second')
          and (x.recorded_at, x.settled, x.call_id) < (own.at, c.settled, c.call_id)
       offset 0) so_far
      where (c.settled or c.kind = 'rollback') and e.ends_it is not true
        and (r.opened_at < r.last_at or r.bets + r.wins + r.rollbacks > 1)
     offset 0) b on true
   cross join lateral (   -- whether the round counts as settled: after this call, and before it
     select c.settled::integer as now, coalesce(b.settled, false)::integer as before) s
   where not c.refused and c.kind <> 'tombstone';

-- Each fold adds to the days of whoever plays: their pages have room for it, or every index would be told each time.
alter table report.player_day set (fillfactor = 60);

-- Fold the next calls, about p_at_most of them: all of a transaction or none. Returns how many.
create or replace function report.fold_calls(p_at_most integer) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp
set enable_mergejoin = off set enable_nestloop = off set work_mem = '32MB' as $$
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
      from report.moved(first, behind) m
  ), summed as materialized (   -- as finely as any cell needs
    select brand_id, currency, at, date_trunc('minute', occurred_at) as minute, integration_id, game_id, country,
           sum(calls)::bigint as calls, sum(stake_cash)::bigint as stake_cash, sum(stake_bonus)::bigint as stake_bonus,
           sum(win_cash)::bigint as win_cash, sum(win_bonus)::bigint as win_bonus,
           sum(settled_stake_cash)::bigint as settled_stake_cash, sum(settled_stake_bonus)::bigint as settled_stake_bonus,
           sum(settled_win_cash)::bigint as settled_win_cash, sum(settled_win_bonus)::bigint as settled_win_bonus,
           sum(rounds)::bigint as rounds, sum(credit_cash)::bigint as credit_cash, sum(credit_bonus)::bigint as credit_bonus,
           sum(deposit)::bigint as deposit, sum(deposit_diverted)::bigint as deposit_diverted,
           sum(withdrawal)::bigint as withdrawal, sum(adjustment_cash)::bigint as adjustment_cash,
           sum(adjustment_bonus)::bigint as adjustment_bonus, sum(opening_cash)::bigint as opening_cash,
           sum(opening_bonus)::bigint as opening_bonus, sum(debt_cash)::bigint as debt_cash,
           sum(debt_bonus)::bigint as debt_bonus, sum(recovered)::bigint as recovered,
           sum(held_cash)::bigint as held_cash, sum(held_bonus)::bigint as held_bonus
      from moved
     group by brand_id, currency, at, minute, integration_id, game_id, country
  ), dated as materialized (
    select q.brand_id, q.at, report.gaming_day(q.brand_id, q.at) as day
      from (select distinct brand_id, at from summed) q

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
      from summed join dated using (brand_id, at)
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

  ), minutes as (
    insert into report.minute as held (
      day, brand_id, currency, at, settled_stake_cash, settled_stake_bonus, settled_win_cash, settled_win_bonus,
      credit_cash, deposit, withdrawal)
    select day, brand_id, currency, minute, sum(settled_stake_cash), sum(settled_stake_bonus),
           sum(settled_win_cash), sum(settled_win_bonus), sum(credit_cash), sum(deposit), sum(withdrawal)
      from summed join dated using (brand_id, at) where day > current_date - 10
     group by day, brand_id, currency, minute
    on conflict (day, brand_id, currency, at) do update set
           settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash,
           settled_stake_bonus = held.settled_stake_bonus + excluded.settled_stake_bonus,
           settled_win_cash = held.settled_win_cash + excluded.settled_win_cash,
           settled_win_bonus = held.settled_win_bonus + excluded.settled_win_bonus,
           credit_cash = held.credit_cash + excluded.credit_cash,
           deposit = held.deposit + excluded.deposit, withdrawal = held.withdrawal + excluded.withdrawal

  ), players as (
    insert into report.player_day as held (
      day, brand_id, currency, player_id, integration_id, game_id, country, settled_stake_cash)
    select day, brand_id, currency, player_id, integration_id, game_id, country, sum(settled_stake_cash)
      from moved join dated using (brand_id, at) where settled_stake_cash <> 0
     group by day, brand_id, currency, player_id, integration_id, game_id, country
    on conflict (day, brand_id, currency, player_id, integration_id, game_id) do update
       set settled_stake_cash = held.settled_stake_cash + excluded.settled_stake_cash

  ), deposits as (
    insert into report.first_deposit as held (player_id, call_id, day, brand_id, currency, country, amount, occurred_at)
    select distinct on (player_id) player_id, call_id, day, brand_id, currency, country, deposit, occurred_at
      from moved join dated using (brand_id, at) where deposit > 0 order by player_id, call_id
    on conflict (player_id) do update
       set call_id = excluded.call_id, day = excluded.day, currency = excluded.currency, amount = excluded.amount,
           occurred_at = excluded.occurred_at
     where excluded.call_id < held.call_id
  )
  insert into report.stray (at, call_id, player_id)
  select at, call_id, player_id from moved
   where uuid_extract_timestamp(call_id) not between at and at + interval '14 minutes 59.999 seconds';

  delete from report.minute where day <= current_date - 10;
  update report.fold set folded_to = behind, folded_at = as_of;
  perform report.count_actives();
  return folded;
end $$;
