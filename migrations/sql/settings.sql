-- What staff decided, one row a decision: the newest counts, the one before is what it replaced. Nothing is
-- taken back but by another row.

create table setting_value (
  id           bigint       primary key generated always as identity,
  key          text         collate "C" not null  check (key ~ '^[a-z_]+\.[a-z_]+$'),
  brand_id     integer      references brand,     -- null: every brand that has none of its own
  value        text         check (length(value) <= 1000),   -- as written; null: the default again
  reason       text         not null  check (length(reason) between 3 and 500),
  actor_kind   text         not null  check (actor_kind in ('staff', 'api_key', 'system')),
  actor_id     text         not null,
  recorded_at  timestamptz  not null default clock_timestamp()
);
create index setting_value_newest on setting_value (key, brand_id, id desc);
create index setting_value_brand_id_index on setting_value (brand_id);

grant select on setting_value to countroom_app, countroom_reader;
grant insert (key, brand_id, value, reason, actor_kind, actor_id) on setting_value to countroom_app;
