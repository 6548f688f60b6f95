insert into ledger.call (
  call_id, request_id, integration_id, op_class, external_id, kind, player_id, currency, amount, round_ref, game_id,
  target_class, target_id, outcome, refused, late, settled, cash, bonus, shortfall, cash_after, bonus_after, reverses,
  brand_id, occurred_at, recorded_at, digest, xid)
select p.deposit_call, p.deposit_call, psp.id, 'deposit', 'dep-' || p.player_id, 'deposit', p.player_id, p.currency,
       p.deposit, '', 0, null, null, 'applied'::ledger.outcome, false, false, null, p.deposit, 0, 0, p.deposit, 0, null,
       p.brand_id, p.began_at, p.began_at, 0, bench.place_at(p.began_at)
  from bench.player p, payment_provider psp
union all
select d.call_id, d.call_id, d.integration_id, d.kind::text::ledger.op_class, d.kind || '-' || d.player_id || '-' || d.k,
       d.kind, d.player_id, d.currency, d.amount, 'r-' || d.player_id || '-' || d.k, d.game_id,
       case d.kind when 'rollback' then 'bet'::ledger.op_class end,
       case d.kind when 'rollback' then 'bet-' || d.player_id || '-' || d.k end,
       'applied', false, d.late, d.settled, d.cash, 0, 0, d.cash_after, 0, d.reverses, d.brand_id, d.at, d.at, 0,
       bench.place_at(d.at)
  from bench.deed d
union all
select w.request, null, 0, 'withdrawal', 'wd-' || w.player_id, 'withdrawal_request', w.player_id, p.currency, w.amount,
       '', 0, null, null, 'applied', false, false, null, -w.amount, 0, 0, s.cash, 0, null, p.brand_id, w.at, w.at, 0,
       bench.place_at(w.at)
  from bench.payout w join bench.player p using (player_id) join bench.standing s using (player_id)
union all
select w.closing, null, 0, 'withdrawal_close', 'wd-' || w.player_id,
       case w.state when 'paid' then 'withdrawal_release'::ledger.kind else 'withdrawal_cancel' end,
       w.player_id, p.currency, w.amount, '', 0, 'withdrawal', 'wd-' || w.player_id, 'applied', false, false, null,
       case w.state when 'paid' then 0 else w.amount end, 0, 0, s.cash, 0,
       case w.state when 'paid' then null else w.request end, p.brand_id, w.at + interval '1 hour', w.at + interval '1 hour', 0,
       bench.place_at(w.at + interval '1 hour')
  from bench.payout w join bench.player p using (player_id) join bench.standing s using (player_id)
 where w.state in ('paid', 'rejected', 'cancelled', 'failed');
