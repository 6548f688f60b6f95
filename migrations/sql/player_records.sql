-- What the list of players is narrowed by, the names of persons, and who looked at a person and why.

create index player_not_active on player (status, public_id) where status <> 'active';
create index player_person_last_name_start on player_person (brand_id, lower(last_name) text_pattern_ops);
create index player_person_first_name_start on player_person (brand_id, lower(first_name) text_pattern_ops);

-- The words may name a person, so they stand here and not in the audit log.
create table player_reveal (
  id           bigint       primary key generated always as identity,
  player_id    bigint       not null references player,
  staff_id     bigint       not null references staff,
  reason_code  text         not null  check (length(reason_code) between 1 and 60),
  reason_text  text         not null  check (length(reason_text) <= 500),
  revealed_at  timestamptz  not null default clock_timestamp()
);
create index player_reveal_player_id_index on player_reveal (player_id);
create index player_reveal_staff_id_index on player_reveal (staff_id);

grant select on player_reveal to countroom_app;
grant insert (player_id, staff_id, reason_code, reason_text) on player_reveal to countroom_app;
