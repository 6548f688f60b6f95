insert into payment_webhook (
  id, public_id, payment_provider_id, body, headers, verdict, event_id, event_type, object_id, reference, brand_id,
  received_at) overriding system value
select s.id, s.public_id, psp.id,
       convert_to(jsonb_build_object('id', s.event_id, 'type', s.type, 'data', jsonb_build_object(
         'payment', s.object_id, 'amount', s.amount, 'currency', s.currency))::text, 'UTF8'),
       '{"content-type": "application/json", "user-agent": "pretend/1"}', s.verdict, s.event_id, s.type, s.object_id,
       s.reference::text, s.brand_id, s.at
  from bench.sent s, payment_provider psp order by s.id;
select setval(pg_get_serial_sequence('payment_webhook', 'id'), (select coalesce(max(id), 1) from bench.sent));
