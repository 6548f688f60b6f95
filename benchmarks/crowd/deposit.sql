insert into deposit (public_id, brand_id, player_id, payment_provider_id, external_id, currency, amount, state, occurred_at, recorded_at)
select p.deposit_call, p.brand_id, p.player_id, psp.id, 'dep-' || p.player_id, p.currency, p.deposit, 'captured', p.began_at, p.began_at
  from bench.player p, payment_provider psp order by p.began_at;
