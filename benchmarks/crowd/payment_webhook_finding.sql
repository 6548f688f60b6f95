insert into payment_webhook_finding (payment_webhook_id, staff_id, reason_code, reason, recorded_at)
select s.id, staff.id, 'provider-mistaken', 'The payment provider was mistaken', s.at + interval '1 day'
  from bench.sent s, (select min(id) as id from staff) staff
 where s.outcome = 'contradiction' and s.at < now() - interval '30 days' order by s.id;
