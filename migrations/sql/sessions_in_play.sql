-- Who is in play is read where open sessions stand by themselves, a day of a game in a row: each session and each sign-in
-- lay on a page of its own, and the first to look waited for the disk.
create index game_session_in_play on public.game_session (game_id, public_id) include (integration_id, player_id, login_session_id)
 where ended_at is null;
drop index public.game_session_open;
create index login_session_open on public.login_session (id) where ended_at is null;
