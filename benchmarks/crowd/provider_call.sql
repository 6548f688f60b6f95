-- The newest tenth: raw calls are kept for a while, the ledger for ever.
insert into provider_call (
  request_id, integration_id, operation, player_id, round_ref, received_at, body, signature_valid, headers, outcome,
  replayed, http_status, answer, latency_us, wait_us, batch_size)
select c.request_id, d.integration_id, d.kind::text, d.player_id, 'r-' || d.player_id || '-' || d.k, c.at,
       convert_to(format('{"account_id": "%s", "currency": "%s", "round_id": "r-%s-%s", "transactions": [{"action": "%s", "amount": "%s", "id_provider": "%s-%s-%s"}]}',
                         d.player_id, d.currency, d.player_id, d.k, d.kind, d.amount, d.kind, d.player_id, d.k), 'UTF8'),
       true, '{"Content-Type": "application/json", "X-REQUEST-SIGN": "measured"}', c.outcome, c.replayed, c.status,
       convert_to(format('{"balance": "%s", "transactions": [{"id": "ca_%s"}]}', d.cash_after, d.call_id), 'UTF8'),
       2000 + d.player_id % 3000, 800, 1 + d.k % 20
  from bench.deed d
  cross join lateral (
    select d.call_id as request_id, d.at, 'applied' as outcome, false as replayed, 200 as status
    union all
    select uuidv7(d.at + interval '3 s' - clock_timestamp()), d.at + interval '3 s', 'applied', true, 200 where d.k % 200 = 3
    union all
    select uuidv7(d.at + interval '-2 s' - clock_timestamp()), d.at - interval '2 s', 'insufficient_funds', false, 412
     where d.k % 100 = 7 and d.kind = 'bet') c
 where d.at > (select percentile_disc(0.9) within group (order by at) from bench.play tablesample system (5));
