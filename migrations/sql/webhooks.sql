-- Webhooks: who is told what, with which secrets, and every attempt to tell it.

create table webhook_endpoint (
  id               integer      primary key generated always as identity,
  public_id        uuid         not null unique default uuidv7(),
  url              text         not null  check (length(url) between 8 and 2000),
  description      text         not null  check (length(description) <= 200),
  types            text[]       not null  check (cardinality(types) > 0),
  brand_id         integer      references brand,   -- null: all brands
  is_enabled       boolean      not null default true,
  disabled_reason  text         not null default ''  check (is_enabled = (disabled_reason = '')),
  failing_since    timestamptz,                     -- of the first failure after the last success
  paused_until     timestamptz,                     -- the receiver asked for less
  sending_until    timestamptz,                     -- one worker at a time sends to it
  created_at       timestamptz  not null default clock_timestamp()
);
create index webhook_endpoint_brand_id_index on webhook_endpoint (brand_id);

-- Two places: a third live secret would be forgotten.
create table webhook_secret (
  endpoint_id  integer      not null references webhook_endpoint,
  place        smallint     not null  check (place in (1, 2)),
  sealed       bytea        not null,
  fingerprint  text         not null  check (length(fingerprint) = 16),
  created_at   timestamptz  not null default clock_timestamp(),
  expires_at   timestamptz,
  primary key (endpoint_id, place)
);

create table webhook_delivery (
  id             uuid         primary key default uuidv7(),
  message_id     uuid         not null references outbox_message,
  endpoint_id    integer      not null references webhook_endpoint,
  state          text         not null default 'waiting'  check (state in ('waiting', 'delivered', 'dead')),
  step           smallint     not null default 0  check (step >= 0),      -- of the schedule
  attempts       smallint     not null default 0  check (attempts >= 0),
  next_at        timestamptz  check ((state = 'waiting') = (next_at is not null)),
  claimed_until  timestamptz,
  last_status    smallint,
  created_at     timestamptz  not null default clock_timestamp(),
  unique (message_id, endpoint_id)
);
create index webhook_delivery_endpoint_id_index on webhook_delivery (endpoint_id, id);
create index webhook_delivery_due on webhook_delivery (endpoint_id, message_id) where state = 'waiting';
create index webhook_delivery_dead on webhook_delivery (id) where state = 'dead';

-- Append-only. The body is not kept again: the message is, and the hash proves that it was sent.
create table webhook_attempt (
  delivery_id  uuid         not null references webhook_delivery,
  number       smallint     not null  check (number > 0),
  began_at     timestamptz  not null,
  recorded_at  timestamptz  not null default clock_timestamp(),
  headers      text         not null  check (headers is json object),
  body_sha256  bytea        not null  check (length(body_sha256) = 32),
  address      text         not null,
  status       smallint     not null,
  answer       bytea        not null  check (length(answer) <= 16384),
  latency_ms   integer      not null  check (latency_ms >= 0),
  error        text         not null,
  primary key (delivery_id, number)
);

grant select on webhook_endpoint, webhook_delivery, webhook_attempt to countroom_app, countroom_reader;
grant select on webhook_secret to countroom_app;
grant insert on webhook_endpoint, webhook_secret, webhook_delivery to countroom_app;
grant update (is_enabled, disabled_reason, failing_since, paused_until, sending_until) on webhook_endpoint to countroom_app;
grant update (expires_at), delete on webhook_secret to countroom_app;
grant update (state, step, attempts, next_at, claimed_until, last_status) on webhook_delivery to countroom_app;
grant insert (delivery_id, number, began_at, headers, body_sha256, address, status, answer, latency_ms, error)
  on webhook_attempt to countroom_app;
