-- What the API lists and lets callers compare: the newest first, by brand or by player, and the version of a row.

create index player_brand_id_public_id_index on player (brand_id, public_id);
drop index player_brand_id_index;

create index deposit_brand_id_public_id_index on deposit (brand_id, public_id);
create index deposit_player_id_public_id_index on deposit (player_id, public_id);
drop index deposit_brand_id_index, deposit_player_id_index;

create index login_session_player_id_public_id_index on login_session (player_id, public_id);
drop index login_session_player_id_index;

create index game_session_player_id_public_id_index on game_session (player_id, public_id);
drop index game_session_player_id_index;

alter table player add version integer not null default 1;

create function count_version() returns trigger language plpgsql as $$
begin
  new.version = old.version + 1;
  return new;
end $$;

create trigger version_counted before update on player
  for each row when (old.* is distinct from new.*) execute function count_version();
