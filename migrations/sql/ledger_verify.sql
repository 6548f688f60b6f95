-- Recomputes everything from the rows below it and names every fault with its place. Empty: all is well.
-- One snapshot, no lock: run it while calls come in.

create function ledger.verify(p_player_id bigint default null)
returns table (fault text, player_id bigint, account_id bigint, call_id uuid, detail text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
with
account as materialized (
  select * from ledger.account a where p_player_id is null or a.player_id = p_player_id),
call as materialized (
  select * from ledger.call c where p_player_id is null or c.player_id = p_player_id),
transfer as materialized (
  select * from ledger.transfer t where p_player_id is null or t.player_id = p_player_id),

-- A leg from the player's side; on a receivable what goes out raises what is owed.
leg as materialized (
  select t.player_id, t.call_id, t.line, t.from_account as account_id, t.from_seq as seq, t.from_after as after,
         t.currency, t.brand_id, a.purse, case a.purse when 'receivable' then t.amount else -t.amount end as change,
         a.account_id is not null and a.currency = t.currency and a.brand_id = t.brand_id as known
    from transfer t left join account a on a.player_id = t.player_id and a.account_id = t.from_account
   where t.from_account > 0
  union all
  select t.player_id, t.call_id, t.line, t.to_account, t.to_seq, t.to_after,
         t.currency, t.brand_id, a.purse, case a.purse when 'receivable' then -t.amount else t.amount end,
         a.account_id is not null and a.currency = t.currency and a.brand_id = t.brand_id
    from transfer t left join account a on a.player_id = t.player_id and a.account_id = t.to_account
   where t.to_account > 0),
chain as (
  select *, lag(seq, 1, 0::bigint) over w as seq_before, lag(after, 1, 0::bigint) over w as before
    from leg window w as (partition by account_id order by seq)),
total as (
  select account_id, sum(change) as change, max(seq) as seq, count(*) as legs from leg group by account_id),
moved as materialized (
  select player_id, call_id, coalesce(sum(change) filter (where purse = 'cash'), 0) as cash,
         coalesce(sum(change) filter (where purse = 'bonus'), 0) as bonus,
         coalesce(sum(change) filter (where purse = 'pending_withdrawal'), 0) as pending,
         coalesce(sum(change) filter (where purse = 'receivable'), 0) as shortfall,
         (array_agg(after order by seq desc) filter (where purse = 'cash'))[1] as cash_after,
         (array_agg(after order by seq desc) filter (where purse = 'bonus'))[1] as bonus_after
    from leg group by player_id, call_id),
undone as (
  select o.*, b.call_id as by from call o join call b on b.reverses = o.call_id),
played as (   -- a round as its calls tell it
  select player_id, currency, integration_id, round_ref,
         sum(stake_cash) as stake_cash, sum(stake_bonus) as stake_bonus, sum(win_cash) as win_cash,
         sum(win_bonus) as win_bonus, sum(bets) as bets, sum(wins) as wins, sum(rollbacks) as rollbacks
    from (
      select player_id, currency, integration_id, round_ref,
             case kind when 'bet' then -cash  else 0 end as stake_cash,
             case kind when 'bet' then -bonus else 0 end as stake_bonus,
             case kind when 'win' then  cash  else 0 end as win_cash,
             case kind when 'win' then  bonus else 0 end as win_bonus,
             (kind = 'bet')::int as bets, (kind = 'win')::int as wins, 0 as rollbacks
        from call where kind in ('bet', 'win') and not refused and round_ref <> ''
      union all
      select player_id, currency, integration_id, round_ref,
             case kind when 'bet' then  cash  else 0 end, case kind when 'bet' then  bonus else 0 end,
             case kind when 'win' then -cash  else 0 end, case kind when 'win' then -bonus else 0 end,
             0, 0, 1
        from undone where kind in ('bet', 'win') and round_ref <> '') q
   group by 1, 2, 3, 4)

select 'balance differs from its transfers', a.player_id, a.account_id, null::uuid,
       format('%s %s: balance %s, transfers %s', a.currency, a.purse, a.balance, coalesce(t.change, 0))
  from account a left join total t using (account_id) where a.balance <> coalesce(t.change, 0)
union all
select 'version differs from its transfers', a.player_id, a.account_id, null,
       format('version %s, last %s, count %s', a.version, coalesce(t.seq, 0), coalesce(t.legs, 0))
  from account a left join total t using (account_id)
 where (a.version, a.version) is distinct from (coalesce(t.seq, 0), coalesce(t.legs, 0))
union all
select 'gap or double in the versions', player_id, account_id, call_id, format('%s after %s', seq, seq_before)
  from chain where seq <> seq_before + 1
union all
select 'balance_after breaks the chain', player_id, account_id, call_id,
       format('seq %s: %s then %s by %s', seq, before, after, change)
  from chain where known and after <> before + change
union all
select 'leg of a strange account', player_id, account_id, call_id, format('line %s: other player, currency, brand or none', line)
  from leg where not known
union all
select 'leg of a strange house account', t.player_id, h.id, t.call_id, format('line %s', t.line)
  from transfer t cross join lateral (values (t.from_account), (t.to_account)) h (id)
 where h.id < 0 and not exists (
   select from ledger.house_account a where a.account_id = h.id and a.currency = t.currency and a.brand_id = t.brand_id)
union all
select 'leg without version or balance', t.player_id, null, t.call_id, format('line %s', t.line)
  from transfer t
 where (t.from_account > 0) <> (t.from_seq is not null) or (t.from_account > 0) <> (t.from_after is not null)
    or (t.to_account > 0) <> (t.to_seq is not null) or (t.to_account > 0) <> (t.to_after is not null)
union all
select 'transfer without its call', t.player_id, null, t.call_id, format('line %s', t.line)
  from transfer t left join call c using (player_id, call_id)
 where c.call_id is null or c.refused or c.kind <> t.kind or c.currency <> t.currency or c.brand_id <> t.brand_id
union all
select 'call differs from its transfers', c.player_id, null, c.call_id,
       format('says %s/%s/%s, moved %s/%s/%s', c.cash, c.bonus, c.shortfall, m.cash, m.bonus, m.shortfall)
  from call c left join moved m using (player_id, call_id)
 where (c.cash, c.bonus, c.shortfall)
       is distinct from (coalesce(m.cash, 0), coalesce(m.bonus, 0), coalesce(m.shortfall, 0))
union all
select 'balance told differs from balance after', c.player_id, null, c.call_id,
       format('told %s/%s, after %s/%s', c.cash_after, c.bonus_after, m.cash_after, m.bonus_after)
  from call c join moved m using (player_id, call_id)
 where c.cash_after <> m.cash_after or c.bonus_after <> m.bonus_after
union all
select 'amount differs from what moved', c.player_id, null, c.call_id, format('amount %s, moved %s/%s', c.amount, c.cash, c.bonus)
  from call c
 where c.outcome = 'applied'
   and case c.kind when 'bet' then -c.amount when 'win' then c.amount when 'promo' then c.amount
                   when 'deposit' then c.amount when 'withdrawal_request' then -c.amount
                   when 'adjustment' then c.amount when 'recovery' then -c.amount end <> c.cash + c.bonus
union all
select 'rollback is not the opposite', o.player_id, null, b.call_id,
       format('%s/%s taken back as %s/%s/%s', o.cash, o.bonus, b.cash, b.bonus, b.shortfall)
  from undone o join ledger.call b on b.call_id = o.by and b.reverses = o.call_id
 where b.player_id <> o.player_id or b.currency <> o.currency
    or o.cash + o.bonus + b.cash + b.bonus - b.shortfall <> 0
    or o.kind in ('bet', 'withdrawal_request') and (o.cash + b.cash, o.bonus + b.bonus) <> (0, 0)
    or abs(b.cash) > abs(o.cash) or abs(b.bonus) > abs(o.bonus)
union all
select 'rollback of nothing', b.player_id, null, b.call_id, format('reverses %s', b.reverses)
  from call b
 where b.reverses is not null and not exists (
   select from ledger.call o where o.call_id = b.reverses and o.player_id = b.player_id and not o.refused)
union all
select 'tombstone without its rollback', t.player_id, null, t.call_id, format('%s %s', t.op_class, t.external_id)
  from call t where t.outcome = 'tombstone' and not exists (select from ledger.call b where b.reverses = t.call_id)
union all
select 'round differs from its calls', coalesce(r.player_id, p.player_id), null, r.round_id,
       format('%s %s: has %s, calls %s', coalesce(r.currency, p.currency), coalesce(r.round_ref, p.round_ref),
              (r.stake_cash, r.stake_bonus, r.win_cash, r.win_bonus, r.bets, r.wins, r.rollbacks),
              (p.stake_cash, p.stake_bonus, p.win_cash, p.win_bonus, p.bets, p.wins, p.rollbacks))
  from (select * from ledger.round x where p_player_id is null or x.player_id = p_player_id) r
  full join played p using (player_id, currency, integration_id, round_ref)
 where (r.stake_cash, r.stake_bonus, r.win_cash, r.win_bonus, r.bets, r.wins, r.rollbacks)
       is distinct from
       (p.stake_cash, p.stake_bonus, p.win_cash, p.win_bonus, p.bets, p.wins, p.rollbacks)
union all
select 'receivable differs from its calls', a.player_id, a.account_id, null,
       format('owes %s, calls say %s', a.balance, coalesce(sum(c.shortfall), 0))
  from account a left join call c on c.player_id = a.player_id and c.currency = a.currency
 where a.purse = 'receivable'
 group by a.player_id, a.account_id, a.balance having a.balance <> coalesce(sum(c.shortfall), 0)
union all
select 'pending withdrawal differs from what is open', a.player_id, a.account_id, null,
       format('pending %s, open %s', a.balance, coalesce(sum(o.amount), 0))
  from account a
  left join (
    select r.player_id, r.currency, r.amount from call r
     where r.kind = 'withdrawal_request' and r.outcome = 'applied' and not exists (
       select from ledger.call k where k.integration_id = 0 and k.op_class = 'withdrawal_close'
          and k.external_id = r.external_id and not k.refused)) o using (player_id, currency)
 where a.purse = 'pending_withdrawal'
 group by a.player_id, a.account_id, a.balance having a.balance <> coalesce(sum(o.amount), 0)
union all
select 'wallet without its four accounts', a.player_id, min(a.account_id), null,
       format('%s: %s', a.currency, string_agg(a.purse::text, ', ' order by a.account_id))
  from account a group by a.player_id, a.currency
having count(distinct a.purse) <> 4 or min(a.account_id) <> min(a.account_id) filter (where a.purse = 'cash')
union all
select 'flags differ between accounts', a.player_id, null, null, 'one player, several protections'
  from account a group by a.player_id
having count(distinct (a.unverified, a.restricted, a.excluded, a.closed)) > 1
$$;

revoke execute on function ledger.verify from public;
grant  execute on function ledger.verify to countroom_app, countroom_reader;
