-- What staff write about players. Nothing is changed or taken back: an attention note stays on top of the record until a
-- later note settles it. Confidential ones are kept from those who speak with players.

create table player_note (
  id          bigint       primary key generated always as identity,
  public_id   uuid         not null unique default uuidv7(),
  player_id   bigint       not null references player,
  staff_id    bigint       not null references staff,
  kind        text         not null  check (kind in ('standard', 'attention', 'confidential')),
  text        text         not null  check (length(text) between 1 and 2000),
  settles     bigint       unique references player_note,
  written_at  timestamptz  not null default clock_timestamp()
);
create index player_note_player_id_index on player_note (player_id, public_id);
create index player_note_staff_id_index on player_note (staff_id);

grant select on player_note to countroom_app;
grant insert (public_id, player_id, staff_id, kind, text, settles) on player_note to countroom_app;
