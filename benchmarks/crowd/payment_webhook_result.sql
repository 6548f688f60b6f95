insert into payment_webhook_result (payment_webhook_id, outcome, detail, recorded_at)
select s.id, s.outcome,
       case s.outcome when 'applied' then 'The ledger holds it.' else 'We know it with another amount.' end, s.at + interval '1 s'
  from bench.sent s where s.outcome is not null and s.at < now() - interval '5 minutes' order by s.id;
