insert into withdrawal (
  id, public_id, brand_id, player_id, payment_provider_id, external_id, currency, amount, state, version, decided_by,
  decided_at, reason_code, due_at, occurred_at, recorded_at) overriding system value
select w.id, w.public_id, p.brand_id, w.player_id, psp.id, case when w.state in ('submitted', 'paid', 'failed') then 'out-' || w.id end,
       p.currency, w.amount, w.state, case w.state when 'requested' then 1 when 'submitted' then 3 when 'paid' then 4 when 'failed' then 4 else 2 end,
       case when w.state not in ('requested', 'cancelled') then staff.id end,
       case when w.state not in ('requested', 'cancelled') then w.at + interval '30 minutes' end,
       case w.state when 'rejected' then 'ownership' end, w.at + interval '24 hours', w.at, w.at
  from bench.payout w join bench.player p using (player_id), payment_provider psp, (select min(id) as id from staff) staff;
select setval(pg_get_serial_sequence('withdrawal', 'id'), (select coalesce(max(id), 1) from bench.payout));
