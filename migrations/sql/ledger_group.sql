-- The write path, third part: several calls of game providers in one commit.

-- Plain bets, wins and promos, one a wallet, all in one statement: what ledger.wallet_action does for one, done for
-- many, row for row. The wallets' gates are held. What it leaves out (refused, key taken) has no answer
-- here and goes the usual way.
create function ledger.act_at_once(
  p_plain integer[], p_call_nos integer[],
  p_request_ids uuid[], p_integration_ids integer[], p_player_ids bigint[], p_currencies text[],
  p_game_ids integer[], p_round_refs text[], p_stake_orders ledger.stake_order[], p_settles boolean[],
  p_occurred_ats timestamptz[],
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[], p_purses ledger.purse[])
returns setof ledger.answer language plpgsql as $$
begin
  return query
  with action as (
    select u.call_no, u.request_id, u.integration_id, u.player_id, u.currency, coalesce(u.game_id, 0) as game_id,
           coalesce(u.round_ref, '') as round_ref, u.stake_order, coalesce(u.settle, false) as settle, u.occurred_at,
           u.kind, coalesce(u.op_class, u.kind::text::ledger.op_class) as op_class, u.external_id, u.amount, u.purse
      from unnest(p_call_nos, p_request_ids, p_integration_ids, p_player_ids, p_currencies, p_game_ids, p_round_refs,
                  p_stake_orders, p_settles, p_occurred_ats, p_kinds, p_op_classes, p_external_ids, p_amounts, p_purses)
             with ordinality
             u (call_no, request_id, integration_id, player_id, currency, game_id, round_ref,
                stake_order, settle, occurred_at, kind, op_class, external_id, amount, purse, n)
     where u.n = any (p_plain)

  ), decided as materialized (
    select a.*, uuidv7() as call_id, greatest(clock_timestamp(), r.last_at + '1 microsecond'::interval) as now,
           cash.brand_id, cash.account_id as cash_id, cash.version + 1 as cash_seq,
           bonus.account_id as bonus_id, bonus.version + 1 as bonus_seq, house.account_id as house_id,
           moved.cash, moved.bonus, cash.balance + moved.cash as cash_after, bonus.balance + moved.bonus as bonus_after,
           r.round_id, r.settled_at is not null and a.kind <> 'promo' as late,
           case when a.kind <> 'promo' and a.round_ref <> '' then a.settle or r.settled_at is not null end as settled
      from action a
      join ledger.account cash
        on cash.player_id = a.player_id and cash.currency = a.currency and cash.purse = 'cash'
      join ledger.account bonus
        on bonus.player_id = a.player_id and bonus.currency = a.currency and bonus.purse = 'bonus'
      join ledger.house_account house
        on house.brand_id = cash.brand_id and house.currency = a.currency
       and house.kind = 'game' and house.counterparty = a.integration_id
      left join ledger.round r
        on r.player_id = a.player_id and r.currency = a.currency
       and r.integration_id = a.integration_id and r.round_ref = a.round_ref
     cross join lateral (
       select case
         when a.kind = 'bet' then - case a.stake_order
           when 'bonus_first' then least(a.amount, bonus.balance)
           when 'cash_only'   then 0
           else least(greatest(a.amount - cash.balance, 0), bonus.balance) end
         when a.purse = 'bonus'                      then a.amount
         when a.purse = 'cash' or a.kind = 'promo'   then 0
         when r.stake_bonus > 0 then trunc(a.amount::numeric * r.stake_bonus / (r.stake_cash + r.stake_bonus))::bigint
         else 0 end as bonus) part
     cross join lateral (
       select part.bonus, case a.kind when 'bet' then - a.amount else a.amount end - part.bonus as cash) moved
     where cash.balance + moved.cash >= 0
       and not (a.kind = 'bet' and (cash.closed or cash.excluded or cash.restricted or cash.unverified))

  ), written as (
    insert into ledger.call as c (
      call_id, request_id, integration_id, op_class, external_id,
      kind, player_id, currency, amount, round_ref, game_id, purse,
      outcome, refused, late, settled, cash, bonus, shortfall, cash_after, bonus_after, brand_id,
      occurred_at, recorded_at, xid, digest)
    select d.call_id, d.request_id, d.integration_id, d.op_class, d.external_id,
           d.kind, d.player_id, d.currency, d.amount, d.round_ref, d.game_id, d.purse,
           'applied', false, d.late, d.settled, d.cash, d.bonus, 0, d.cash_after, d.bonus_after, d.brand_id,
           coalesce(d.occurred_at, d.now), d.now, pg_current_xact_id(),
           hash_record_extended(row(      -- ledger.digest_of(call), written out
             d.call_id, d.request_id, d.integration_id, d.op_class::text, d.external_id,
             d.kind::text, d.player_id, d.currency, d.amount, d.round_ref, d.game_id, d.purse::text,
             null::text, null::text, null::integer,
             'applied'::text, false, d.late, d.settled, d.cash, d.bonus, 0::bigint, d.cash_after, d.bonus_after, null::uuid,
             d.brand_id, null::bigint, null::text, coalesce(d.occurred_at, d.now), d.now, pg_current_xact_id()), 0)
      from decided d
        on conflict (integration_id, op_class, external_id) where not refused do nothing
    returning c.call_id

  ), taken as materialized (
    select d.* from decided d join written w on w.call_id = d.call_id

  ), leg as materialized (
    select t.player_id, t.call_id, 1 as line, t.brand_id, t.currency, t.kind, t.cash as change, t.cash_id as account_id,
           t.cash_seq as seq, t.cash_after as after, t.house_id, coalesce(t.occurred_at, t.now) as occurred_at, t.now
      from taken t where t.cash <> 0
    union all
    select t.player_id, t.call_id, case t.cash when 0 then 1 else 2 end, t.brand_id, t.currency, t.kind, t.bonus, t.bonus_id,
           t.bonus_seq, t.bonus_after, t.house_id, coalesce(t.occurred_at, t.now), t.now
      from taken t where t.bonus <> 0

  ), changed as (
    update ledger.account a set balance = l.after, version = l.seq
      from leg l where a.player_id = l.player_id and a.account_id = l.account_id

  ), posted as (
    insert into ledger.transfer (
      player_id, call_id, line, brand_id, currency, kind, amount,
      from_account, from_seq, from_after, to_account, to_seq, to_after, occurred_at, recorded_at)
    select l.player_id, l.call_id, l.line, l.brand_id, l.currency, l.kind, abs(l.change),
           case when l.change < 0 then l.account_id else l.house_id end,
           case when l.change < 0 then l.seq end, case when l.change < 0 then l.after end,
           case when l.change > 0 then l.account_id else l.house_id end,
           case when l.change > 0 then l.seq end, case when l.change > 0 then l.after end,
           l.occurred_at, l.now
      from leg l

  ), touched as (
    insert into ledger.round as r (
      player_id, currency, integration_id, round_ref, round_id, brand_id, game_id,
      stake_cash, stake_bonus, win_cash, win_bonus, bets, wins, rollbacks, late, opened_at, last_at, settled_at)
    select t.player_id, t.currency, t.integration_id, t.round_ref, t.call_id, t.brand_id, t.game_id,
           case t.kind when 'bet' then - t.cash else 0 end, case t.kind when 'bet' then - t.bonus else 0 end,
           case t.kind when 'win' then   t.cash else 0 end, case t.kind when 'win' then   t.bonus else 0 end,
           (t.kind = 'bet')::integer, (t.kind = 'win')::integer, 0, t.late::integer, t.now, t.now,
           case when t.settled then t.now end
      from taken t where t.settled is not null
        on conflict (player_id, currency, integration_id, round_ref) do update
       set stake_cash  = r.stake_cash  + excluded.stake_cash,
           stake_bonus = r.stake_bonus + excluded.stake_bonus,
           win_cash    = r.win_cash    + excluded.win_cash,
           win_bonus   = r.win_bonus   + excluded.win_bonus,
           bets        = r.bets        + excluded.bets,
           wins        = r.wins        + excluded.wins,
           late        = r.late        + excluded.late,
           last_at     = excluded.last_at,
           settled_at  = coalesce(r.settled_at, excluded.settled_at)
  )
  select t.call_no, 1, t.external_id, 'applied'::ledger.outcome, false, 'applied'::ledger.outcome, t.call_id, t.late,
         t.cash, t.bonus, 0::bigint, t.cash_after, t.bonus_after,
         case when t.settled is not null then coalesce(t.round_id, t.call_id) end
    from taken t;
end $$;

-- Which actions are plain: a bet, win or promo that is alone with its wallet and its id in the group, so
-- that it makes no difference in which order they run.
create function ledger.plain_actions(
  p_player_ids bigint[], p_currencies text[], p_kinds ledger.kind[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns integer[] language plpgsql as $$
begin
  return array(
    select u.n
      from (select *, count(*) over (partition by player_id, currency) as in_wallet, count(*) over (partition by external_id) as of_id
              from unnest(p_player_ids, p_currencies, p_kinds, p_external_ids, p_amounts, p_purses, p_target_classes, p_target_ids, p_needs_bet)
                     with ordinality a (player_id, currency, kind, external_id, amount, purse, target_class, target_id, needs_bet, n)) u
     where u.in_wallet = 1 and u.of_id = 1 and array_position(p_target_ids, u.external_id) is null
       and u.kind <= 'promo' and u.amount between 0 and 100000000000000000 and (u.target_class is null and u.target_id is null)
       and coalesce(u.purse in ('cash', 'bonus'), true) and not coalesce(u.needs_bet, false));
end $$;

-- Several calls, one commit. Each is atomic by itself; they run in the order given, so several calls
-- of one player see each other. At most 64: more would overflow the savepoints kept in shared memory.
-- Its plans are made once and must not depend on how small the tables were then: hence the settings.
create function ledger.wallet_call_group(
  p_call_nos integer[],
  p_request_ids uuid[], p_integration_ids integer[], p_player_ids bigint[], p_currencies text[],
  p_game_ids integer[], p_round_refs text[], p_stake_orders ledger.stake_order[], p_settles boolean[],
  p_occurred_ats timestamptz[],
  p_kinds ledger.kind[], p_op_classes ledger.op_class[], p_external_ids text[], p_amounts bigint[],
  p_purses ledger.purse[], p_target_classes ledger.op_class[], p_target_ids text[], p_needs_bet boolean[])
returns setof ledger.answer language plpgsql security definer set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  w        record;
  last     integer;
  ans      ledger.answer;
  at_once  ledger.answer[];
  answers  ledger.answer[];   -- the same, by call
begin
  if cardinality(p_call_nos) > 256 or p_call_nos[cardinality(p_call_nos)] > 64 then
    raise exception 'a group takes at most 64 calls and 256 actions';
  end if;
  perform from ledger.account a
    join (select distinct player_id, currency from unnest(p_player_ids, p_currencies) u (player_id, currency)) w
      using (player_id, currency)
   where a.purse = 'cash'
   order by a.player_id, a.account_id
     for update of a;
  perform ledger.lock_keys(p_integration_ids, p_external_ids, p_target_ids);
  at_once := array(
    select a from ledger.act_at_once(
      ledger.plain_actions(p_player_ids, p_currencies, p_kinds, p_external_ids, p_amounts, p_purses,
                           p_target_classes, p_target_ids, p_needs_bet),
      p_call_nos, p_request_ids, p_integration_ids, p_player_ids, p_currencies, p_game_ids, p_round_refs, p_stake_orders,
      p_settles, p_occurred_ats, p_kinds, p_op_classes, p_external_ids, p_amounts, p_purses) a
     order by a.call_no);
  if cardinality(at_once) = cardinality(p_call_nos) then
    return query select * from unnest(at_once);
    return;
  end if;
  foreach ans in array at_once loop
    answers[ans.call_no] := ans;
  end loop;
  for w in
    select u.*, coalesce(u.settle, false) as settles, coalesce(u.game_id, 0) as game, coalesce(u.round_ref, '') as ref
      from unnest(
             p_call_nos, p_request_ids, p_integration_ids, p_player_ids, p_currencies, p_game_ids, p_round_refs,
             p_stake_orders, p_settles, p_occurred_ats, p_kinds, p_op_classes, p_external_ids, p_amounts,
             p_purses, p_target_classes, p_target_ids, p_needs_bet) with ordinality
             u (call_no, request_id, integration_id, player_id, currency, game_id, round_ref,
                stake_order, settle, occurred_at, kind, op_class, external_id, amount,
                purse, target_class, target_id, needs_bet, n)
  loop
    continue when w.n > 1 and p_call_nos[w.n - 1] = w.call_no;   -- has run with the first of its call
    if (answers[w.call_no]).outcome is not null then
      return next answers[w.call_no];
      continue;
    end if;
    last := w.n;
    while p_call_nos[last + 1] = w.call_no loop
      last := last + 1;
    end loop;
    if last = w.n then
      ans := ledger.wallet_action(
        w.request_id, w.integration_id, w.player_id, w.currency, w.game, w.ref, w.stake_order, w.settles, w.occurred_at,
        w.kind, coalesce(w.op_class, w.kind::text::ledger.op_class), w.external_id, w.amount,
        w.purse, w.target_class, w.target_id, coalesce(w.needs_bet, false));
      ans.call_no := w.call_no;
      return next ans;
    else
      for ans in select * from ledger.act_together(
        w.request_id, w.integration_id, w.player_id, w.currency, w.game, w.ref, w.stake_order, w.settles, w.occurred_at,
        p_kinds[w.n:last], p_op_classes[w.n:last], p_external_ids[w.n:last], p_amounts[w.n:last],
        p_purses[w.n:last], p_target_classes[w.n:last], p_target_ids[w.n:last], p_needs_bet[w.n:last])
      loop
        ans.call_no := w.call_no;
        return next ans;
      end loop;
    end if;
  end loop;
end $$;
