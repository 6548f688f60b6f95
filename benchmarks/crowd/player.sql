insert into player (id, public_id, brand_id, country, language, occurred_at, recorded_at) overriding system value
select player_id, public_id, brand_id, (array['SE', 'FI', 'DE', 'MT', 'JP', 'CA'])[1 + player_id % 6], 'en', began_at, began_at
  from bench.player order by began_at;
select setval(pg_get_serial_sequence('player', 'id'), (select players from bench_size));
