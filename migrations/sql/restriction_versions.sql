-- A restriction is told with its player, so it makes a new version of the player: the trigger there counts it.
create function restriction_counts() returns trigger language plpgsql as $$
begin
  update public.player set version = version + 1 where id = new.player_id;
  return null;
end $$;
create trigger counts after insert or update on player_restriction
  for each row execute function restriction_counts();
