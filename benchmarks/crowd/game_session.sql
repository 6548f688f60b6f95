insert into game_session (public_id, player_id, game_id, integration_id, login_session_id, currency, started_at)
select uuidv7(p.began_at - clock_timestamp()), p.player_id, s.game_id, s.integration_id, p.player_id, p.currency, p.began_at
  from bench.player p
  join bench.seat s on s.brand_id = p.brand_id and s.currency = p.currency and s.n = p.player_id % s.seats;
