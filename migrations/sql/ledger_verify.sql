-- Recomputes everything from the rows below it and names every fault with its place. No row: all is well.
-- One statement, hence one snapshot, and no lock: run it while calls come in.

create type ledger.fault as (
  fault       text,
  player_id   bigint,
  account_id  bigint,
  call_id     uuid,
  round_id    uuid,
  detail      text
);

-- ── what the checks look at ──────────────────────────────────────────────────────────────────────

-- The legs at players' accounts, from the account's side; on a receivable what goes out raises what is owed.
create view ledger.player_leg as
  select t.player_id, t.call_id, t.line, l.account_id, l.seq, l.after, a.purse,
         case a.purse when 'receivable' then - l.amount else l.amount end as change,
         a.account_id is not null and a.currency = t.currency and a.brand_id = t.brand_id as known
    from ledger.transfer t
   cross join lateral (values (t.from_account, t.from_seq, t.from_after, - t.amount),
                              (t.to_account, t.to_seq, t.to_after, t.amount)) l (account_id, seq, after, amount)
    left join ledger.account a on a.player_id = t.player_id and a.account_id = l.account_id
   where l.account_id > 0;

-- The legs at the house, with the account that should be there by what the call is.
create view ledger.house_leg as
  select t.player_id, t.call_id, t.line, l.account_id, t.currency, t.brand_id,
         case when c.kind in ('bet', 'win', 'promo', 'rollback')  then 'game'
              when c.kind = 'deposit' and l.is_target             then 'refund_due'
              when c.kind in ('deposit', 'withdrawal_release')    then 'psp_clearing'
              when c.kind = 'adjustment'                          then 'adjustment' end::ledger.house_kind as kind,
         case when c.kind = 'withdrawal_release'                           then c.counterparty
              when c.kind = 'adjustment' or c.kind = 'deposit' and l.is_target then 0
              else c.integration_id end as counterparty
    from ledger.transfer t
    join ledger.call c using (player_id, call_id)
   cross join lateral (values (t.from_account, false), (t.to_account, true)) l (account_id, is_target)
   where l.account_id < 0;

-- The calls that count in a round, with what each changed. A rollback counts where its original did.
create view ledger.round_call as
  select c.player_id, c.currency, c.integration_id, coalesce(o.round_ref, c.round_ref) as round_ref,
         c.call_id, c.kind, c.brand_id, c.game_id, c.late, c.settled, c.recorded_at,
         case when c.kind = 'bet' then - c.cash  when o.kind = 'bet' then o.cash    else 0 end as stake_cash,
         case when c.kind = 'bet' then - c.bonus when o.kind = 'bet' then o.bonus   else 0 end as stake_bonus,
         case when c.kind = 'win' then c.cash    when o.kind = 'win' then - o.cash  else 0 end as win_cash,
         case when c.kind = 'win' then c.bonus   when o.kind = 'win' then - o.bonus else 0 end as win_bonus
    from ledger.call c
    left join ledger.call o on o.player_id = c.player_id and o.call_id = c.reverses
   where c.settled is not null and not c.refused;

-- ── accounts ─────────────────────────────────────────────────────────────────────────────────────

create function ledger.verify_accounts(p_player_id bigint) returns setof ledger.fault language sql stable as $$
with
account as materialized (
  select * from ledger.account a where p_player_id is null or a.player_id = p_player_id),
leg as materialized (
  select * from ledger.player_leg l where p_player_id is null or l.player_id = p_player_id),
chain as (
  select *, lag(seq, 1, 0::bigint) over w as seq_before, lag(after, 1, 0::bigint) over w as before
    from leg window w as (partition by account_id order by seq)),
total as (
  select account_id, sum(change) as change, max(seq) as seq, count(*) as legs from leg group by account_id),
owed as (
  select player_id, currency, sum(shortfall) as shortfall from ledger.call c
   where p_player_id is null or c.player_id = p_player_id group by 1, 2),
pending as (
  select r.player_id, r.currency, sum(r.amount) as amount from ledger.call r
   where r.kind = 'withdrawal_request' and r.outcome = 'applied' and (p_player_id is null or r.player_id = p_player_id)
     and not exists (
       select from ledger.call k where k.integration_id = 0 and k.op_class = 'withdrawal_close'
          and k.external_id = r.external_id and not k.refused)
   group by 1, 2)

select 'balance differs from its transfers', a.player_id, a.account_id, null::uuid, null::uuid,
       format('%s %s: balance %s, transfers %s', a.currency, a.purse, a.balance, coalesce(t.change, 0))
  from account a left join total t using (account_id) where a.balance <> coalesce(t.change, 0)
union all
select 'version differs from its transfers', a.player_id, a.account_id, null, null,
       format('version %s, last %s, count %s', a.version, coalesce(t.seq, 0), coalesce(t.legs, 0))
  from account a left join total t using (account_id)
 where (a.version, a.version) is distinct from (coalesce(t.seq, 0), coalesce(t.legs, 0))
union all
select 'gap or double in the versions', player_id, account_id, call_id, null, format('%s after %s', seq, seq_before)
  from chain where seq is distinct from seq_before + 1
union all
select 'balance_after breaks the chain', player_id, account_id, call_id, null,
       format('seq %s: %s then %s by %s', seq, before, after, change)
  from chain where known and after is distinct from before + change
union all
select 'account row altered', a.player_id, a.account_id, null, null, format('%s %s', a.currency, a.purse)
  from account a where a.digest <> ledger.digest_of(a::ledger.account)
union all
select 'receivable differs from its calls', a.player_id, a.account_id, null, null,
       format('owes %s, calls say %s', a.balance, coalesce(o.shortfall, 0))
  from account a left join owed o using (player_id, currency)
 where a.purse = 'receivable' and a.balance <> coalesce(o.shortfall, 0)
union all
select 'pending withdrawal differs from what is open', a.player_id, a.account_id, null, null,
       format('pending %s, open %s', a.balance, coalesce(p.amount, 0))
  from account a left join pending p using (player_id, currency)
 where a.purse = 'pending_withdrawal' and a.balance <> coalesce(p.amount, 0)
union all
select 'wallet without its four accounts', a.player_id, min(a.account_id), null, null,
       format('%s: %s', a.currency, string_agg(a.purse::text, ', ' order by a.account_id))
  from account a group by a.player_id, a.currency
having count(distinct a.purse) <> 4 or min(a.account_id) <> min(a.account_id) filter (where a.purse = 'cash')
union all
select 'accounts of one player differ', a.player_id, min(a.account_id), null, null, 'one player, several protections'
  from account a group by a.player_id
having count(distinct (a.unverified, a.restricted, a.excluded, a.closed)) > 1
$$;

-- ── transfers ────────────────────────────────────────────────────────────────────────────────────

create function ledger.verify_transfers(p_player_id bigint) returns setof ledger.fault language sql stable as $$
with transfer as materialized (
  select * from ledger.transfer t where p_player_id is null or t.player_id = p_player_id)

select 'leg of a strange account', l.player_id, l.account_id, l.call_id, null::uuid,
       format('line %s: other player, currency, brand or none', l.line)
  from ledger.player_leg l where not l.known and (p_player_id is null or l.player_id = p_player_id)
union all
select 'leg of a strange house account', l.player_id, l.account_id, l.call_id, null, format('line %s', l.line)
  from ledger.house_leg l left join ledger.house_account h using (account_id)
 where (p_player_id is null or l.player_id = p_player_id)
   and (h.currency, h.brand_id, h.kind, h.counterparty) is distinct from (l.currency, l.brand_id, l.kind, l.counterparty)
union all
select 'leg without version or balance', t.player_id, null, t.call_id, null, format('line %s', t.line)
  from transfer t
 where (t.from_account > 0) is distinct from (t.from_seq is not null)
    or (t.from_account > 0) is distinct from (t.from_after is not null)
    or (t.to_account > 0) is distinct from (t.to_seq is not null)
    or (t.to_account > 0) is distinct from (t.to_after is not null)
union all
select 'lines are not numbered from one', t.player_id, null, t.call_id, null, format('line %s', t.line)
  from (select *, row_number() over (partition by player_id, call_id order by line) as place from transfer) t
 where t.line <> t.place
union all
select 'transfer without its call', t.player_id, null, t.call_id, null, format('line %s', t.line)
  from transfer t left join ledger.call c using (player_id, call_id)
 where c.refused is distinct from false
    or (t.kind, t.currency, t.brand_id, t.occurred_at, t.recorded_at, t.xid)
       is distinct from (c.kind, c.currency, c.brand_id, c.occurred_at, c.recorded_at, c.xid)
$$;

-- ── calls ────────────────────────────────────────────────────────────────────────────────────────

create function ledger.verify_calls(p_player_id bigint) returns setof ledger.fault language sql stable as $$
with
call as materialized (
  select * from ledger.call c where p_player_id is null or c.player_id = p_player_id),
moved as materialized (
  select player_id, call_id, coalesce(sum(change) filter (where purse = 'cash'), 0) as cash,
         coalesce(sum(change) filter (where purse = 'bonus'), 0) as bonus,
         coalesce(sum(change) filter (where purse = 'receivable'), 0) as shortfall,
         (array_agg(after order by seq desc) filter (where purse = 'cash'))[1] as cash_after,
         (array_agg(after order by seq desc) filter (where purse = 'bonus'))[1] as bonus_after
    from ledger.player_leg l where p_player_id is null or l.player_id = p_player_id
   group by player_id, call_id)

select 'call row altered', c.player_id, null::bigint, c.call_id, null::uuid, format('%s %s %s', c.op_class, c.external_id, c.outcome)
  from call c where c.digest <> ledger.digest_of(c::ledger.call)
union all
select 'call differs from its transfers', c.player_id, null, c.call_id, null,
       format('says %s/%s/%s, moved %s/%s/%s', c.cash, c.bonus, c.shortfall, m.cash, m.bonus, m.shortfall)
  from call c left join moved m using (player_id, call_id)
 where (c.cash, c.bonus, c.shortfall)
       is distinct from (coalesce(m.cash, 0), coalesce(m.bonus, 0), coalesce(m.shortfall, 0))
union all
select 'balance told differs from balance after', c.player_id, null, c.call_id, null,
       format('told %s/%s, after %s/%s', c.cash_after, c.bonus_after, m.cash_after, m.bonus_after)
  from call c join moved m using (player_id, call_id)
 where c.cash_after <> m.cash_after or c.bonus_after <> m.bonus_after
union all
select 'amount differs from what moved', c.player_id, null, c.call_id, null,
       format('amount %s, moved %s/%s', c.amount, c.cash, c.bonus)
  from call c
 where c.outcome = 'applied'
   and case c.kind when 'bet' then - c.amount when 'win' then c.amount when 'promo' then c.amount
                   when 'deposit' then c.amount when 'withdrawal_request' then - c.amount
                   when 'adjustment' then c.amount when 'recovery' then - c.amount end <> c.cash + c.bonus
union all
select 'rollback is not the opposite', c.player_id, null, c.call_id, null,
       format('%s/%s taken back as %s/%s/%s', o.cash, o.bonus, c.cash, c.bonus, c.shortfall)
  from call c join ledger.call o on o.player_id = c.player_id and o.call_id = c.reverses
 where c.currency <> o.currency
    or o.cash + o.bonus + c.cash + c.bonus - c.shortfall <> 0
    or o.kind in ('bet', 'withdrawal_request') and (o.cash + c.cash, o.bonus + c.bonus) <> (0, 0)
    or abs(c.cash) > abs(o.cash) or abs(c.bonus) > abs(o.bonus)
union all
select 'rollback of nothing', c.player_id, null, c.call_id, null, format('reverses %s', c.reverses)
  from call c
 where c.reverses is not null and not exists (
   select from ledger.call o where o.call_id = c.reverses and o.player_id = c.player_id and not o.refused)
union all
select 'tombstone without its rollback', c.player_id, null, c.call_id, null, format('%s %s', c.op_class, c.external_id)
  from call c where c.outcome = 'tombstone' and not exists (select from ledger.call b where b.reverses = c.call_id)
$$;

-- ── rounds ───────────────────────────────────────────────────────────────────────────────────────

create function ledger.verify_rounds(p_player_id bigint) returns setof ledger.fault language sql stable as $$
with
dated as (   -- a round is settled since the first call after which it was never open again
  select *, max(recorded_at) filter (where not settled) over (partition by player_id, currency, integration_id, round_ref) as open_at
    from ledger.round_call c where p_player_id is null or c.player_id = p_player_id),
played as (
  select player_id, currency, integration_id, round_ref,
         (array_agg(call_id order by recorded_at))[1] as round_id,
         (array_agg(brand_id order by recorded_at))[1] as brand_id,
         (array_agg(game_id order by recorded_at))[1] as game_id,
         sum(stake_cash) as stake_cash, sum(stake_bonus) as stake_bonus, sum(win_cash) as win_cash, sum(win_bonus) as win_bonus,
         count(*) filter (where kind = 'bet') as bets, count(*) filter (where kind = 'win') as wins,
         count(*) filter (where kind = 'rollback') as rollbacks, count(*) filter (where late) as late,
         min(recorded_at) as opened_at, max(recorded_at) as last_at,
         min(recorded_at) filter (where settled and (open_at is null or recorded_at > open_at)) as settled_at
    from dated group by 1, 2, 3, 4)

select 'round differs from its calls', coalesce(r.player_id, p.player_id), null::bigint, null::uuid, coalesce(r.round_id, p.round_id),
       format('%s %s: has %s, calls %s', coalesce(r.currency, p.currency), coalesce(r.round_ref, p.round_ref),
              (r.stake_cash, r.stake_bonus, r.win_cash, r.win_bonus, r.bets, r.wins, r.rollbacks, r.settled_at),
              (p.stake_cash, p.stake_bonus, p.win_cash, p.win_bonus, p.bets, p.wins, p.rollbacks, p.settled_at))
  from (select * from ledger.round x where p_player_id is null or x.player_id = p_player_id) r
  full join played p using (player_id, currency, integration_id, round_ref)
 where (r.round_id, r.brand_id, r.game_id, r.stake_cash, r.stake_bonus, r.win_cash, r.win_bonus,
        r.bets, r.wins, r.rollbacks, r.late, r.opened_at, r.last_at, r.settled_at)
       is distinct from
       (p.round_id, p.brand_id, p.game_id, p.stake_cash, p.stake_bonus, p.win_cash, p.win_bonus,
        p.bets, p.wins, p.rollbacks, p.late, p.opened_at, p.last_at, p.settled_at)
$$;

-- ── all of it ────────────────────────────────────────────────────────────────────────────────────

-- Of one player, or of everybody.
create function ledger.verify(p_player_id bigint default null) returns setof ledger.fault
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select * from ledger.verify_accounts(p_player_id)
  union all select * from ledger.verify_transfers(p_player_id)
  union all select * from ledger.verify_calls(p_player_id)
  union all select * from ledger.verify_rounds(p_player_id)
$$;

revoke execute on function ledger.verify_accounts, ledger.verify_transfers, ledger.verify_calls, ledger.verify_rounds, ledger.verify
  from public;
grant execute on function ledger.verify to countroom_app, countroom_reader;
