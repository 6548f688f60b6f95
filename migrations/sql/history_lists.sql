-- A player's currencies and protection are lists. A text that reads like one would pass as such where fields are
-- compared as text, and mean nothing later: no wallet, and no exclusion.

create function history.refuse_text_for_list() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  insert into history.fault (import_id, line, player, reason)
  values (new.import_id, new.line, new.player, 'The currencies or the protection are a text and no list.');
  return null;
end $$;

create trigger list_is_no_text before insert on history.item
  for each row when (new.kind = 'player' and (jsonb_typeof(new.details -> 'currencies') <> 'array'
                                              or jsonb_typeof(new.details -> 'protection') not in ('array', 'null')))
  execute function history.refuse_text_for_list();

revoke execute on function history.refuse_text_for_list from public;
