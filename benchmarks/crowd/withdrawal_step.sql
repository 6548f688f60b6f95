insert into withdrawal_step (withdrawal_id, version, from_state, to_state, by_kind, by_id, reason_code, call_id, recorded_at)
select w.id, s.version, s.from_state, s.to_state, s.by_kind, s.by_id,
       case s.to_state when 'rejected' then 'ownership' end, s.call_id, w.at + s.version * interval '10 minutes'
  from bench.payout w cross join bench_size z
  cross join lateral (
    select 1 as version, null as from_state, 'requested' as to_state, 'api_key' as by_kind, '1' as by_id, w.request as call_id
    union all select 2, 'requested', w.state, 'staff', z.staff, w.closing where w.state in ('rejected', 'cancelled')
    union all select 2, 'requested', 'approved', 'staff', z.staff, null where w.state in ('approved', 'submitted', 'paid', 'failed')
    union all select 3, 'approved', 'submitted', 'system', 'worker', null where w.state in ('submitted', 'paid', 'failed')
    union all select 4, 'submitted', w.state, 'payment_provider', 'pretend', w.closing where w.state in ('paid', 'failed')) s;
