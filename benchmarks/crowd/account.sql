insert into ledger.account (player_id, account_id, brand_id, currency, purse, balance, version, opened_at, digest)
select s.player_id, s.account_id + u.n - 1, s.brand_id, s.currency, u.purse,
       case u.purse when 'cash' then s.cash when 'pending_withdrawal' then s.pending else 0 end,
       case u.purse when 'cash' then s.version when 'pending_withdrawal' then s.pending_version else 0 end, s.began_at, 0
  from bench.standing s, unnest(enum_range(null::ledger.purse)) with ordinality as u (purse, n);
select setval('ledger.account_id', (select 4 * players + 1 from bench_size));
