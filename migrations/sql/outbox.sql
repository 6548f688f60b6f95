-- What other systems are to be told, in the transaction of the change it tells of. Append-only.

create table outbox_message (
  id           uuid         primary key default uuidv7(),
  brand_id     integer      not null references brand,
  type         text         not null  check (type ~ '^[a-z_]+(\.[a-z_]+)+$'),
  version      smallint     not null  check (version > 0),
  about        text         collate "C" not null  check (about ~ '^[a-z]{2,5}_[0-9A-Z]{26}$'),
  data         text         not null  check (data is json object and octet_length(data) <= 16384),
  occurred_at  timestamptz  not null,
  recorded_at  timestamptz  not null default clock_timestamp(),
  xid          xid8         not null default pg_current_xact_id()
);
create index outbox_message_xid on outbox_message (xid, id);
create index outbox_message_about on outbox_message (about, id);
create index outbox_message_brand_id_index on outbox_message (brand_id, id);

-- How far each reader has come. A reader takes only what was written by transactions older than every open one:
-- a later commit can never land before its place.
create table outbox_reader (
  name        text  primary key,
  xid         xid8  not null,
  message_id  uuid  not null
);

grant select on outbox_message, outbox_reader to countroom_app, countroom_reader;
grant insert (brand_id, type, version, about, data, occurred_at) on outbox_message to countroom_app;
grant insert, update (xid, message_id) on outbox_reader to countroom_app;
