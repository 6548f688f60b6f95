insert into login_session (id, public_id, player_id, started_at, ended_at) overriding system value
select player_id, uuidv7(began_at - clock_timestamp()), player_id, began_at, ended_at from bench.player;
select setval(pg_get_serial_sequence('login_session', 'id'), (select players from bench_size));
