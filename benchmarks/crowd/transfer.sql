insert into ledger.transfer (
  player_id, call_id, line, brand_id, currency, kind, amount,
  from_account, from_seq, from_after, to_account, to_seq, to_after, occurred_at, recorded_at)
select p.player_id, p.deposit_call, 1, p.brand_id, p.currency, 'deposit', p.deposit,
       h.account_id, null, null, p.account_id, 1, p.deposit, p.began_at, p.began_at
  from bench.player p
  join ledger.house_account h on (h.brand_id, h.currency, h.kind) = (p.brand_id, p.currency, 'psp_clearing')
union all
select d.player_id, d.call_id, 1, d.brand_id, d.currency, d.kind, d.amount,
       case when d.cash < 0 then d.account_id else d.house end,
       case when d.cash < 0 then d.seq end, case when d.cash < 0 then d.cash_after end,
       case when d.cash > 0 then d.account_id else d.house end,
       case when d.cash > 0 then d.seq end, case when d.cash > 0 then d.cash_after end, d.at, d.at
  from bench.deed d
union all
select w.player_id, w.request, 1, s.brand_id, s.currency, 'withdrawal_request', w.amount,
       s.account_id, s.version - case when w.state in ('rejected', 'cancelled', 'failed') then 1 else 0 end,
       s.cash - case when w.state in ('rejected', 'cancelled', 'failed') then w.amount else 0 end,
       s.account_id + 2, 1, w.amount, w.at, w.at
  from bench.payout w join bench.standing s using (player_id)
union all
select w.player_id, w.closing, 1, s.brand_id, s.currency,
       case w.state when 'paid' then 'withdrawal_release'::ledger.kind else 'withdrawal_cancel' end, w.amount,
       s.account_id + 2, 2, 0,
       case w.state when 'paid' then h.account_id else s.account_id end,
       case w.state when 'paid' then null else s.version end, case w.state when 'paid' then null else s.cash end,
       w.at + interval '1 hour', w.at + interval '1 hour'
  from bench.payout w join bench.standing s using (player_id)
  join ledger.house_account h on (h.brand_id, h.currency, h.kind) = (s.brand_id, s.currency, 'psp_clearing')
 where w.state in ('paid', 'rejected', 'cancelled', 'failed');
