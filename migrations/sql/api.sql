-- What internal tools need: keys with permissions, remembered answers, and the first money in.

create table api_key (
  id           integer      primary key generated always as identity,
  name         text         not null,
  prefix       text         not null unique  check (prefix ~ '^[a-z0-9]{8}$'),
  secret_hash  bytea        not null  check (length(secret_hash) = 32),
  permissions  text[]       not null,
  brand_id     integer      references brand,   -- null: all brands
  created_at   timestamptz  not null default clock_timestamp(),
  expires_at   timestamptz  not null,
  revoked_at   timestamptz
);
create index api_key_brand_id_index on api_key (brand_id);

-- Kept for ever: a money request repeated after a year is still the same request.
create table idempotency_key (
  api_key_id   integer      not null references api_key,
  key          text         not null  check (length(key) between 1 and 255),
  fingerprint  bytea        not null  check (length(fingerprint) = 32),
  status       smallint     not null,
  body         text         not null,
  created_at   timestamptz  not null default clock_timestamp(),
  primary key (api_key_id, key)
);

create table payment_provider (
  id    integer  primary key generated always as identity,
  code  text     not null unique,
  name  text     not null
);

create table deposit (
  id                   bigint       primary key generated always as identity,
  public_id            uuid         not null unique default uuidv7(),
  brand_id             integer      not null references brand,
  player_id            bigint       not null references player,
  payment_provider_id  integer      not null references payment_provider,
  external_id          text         collate "C" not null  check (length(external_id) between 1 and 255),
  currency             text         collate "C" not null references ledger.currency,
  amount               bigint       not null  check (amount > 0),
  state                text         not null  check (state in ('captured', 'diverted')),
  occurred_at          timestamptz  not null,
  recorded_at          timestamptz  not null default clock_timestamp(),
  unique (payment_provider_id, external_id)
);
create index deposit_player_id_index on deposit (player_id);
create index deposit_brand_id_index on deposit (brand_id);

grant select, insert on api_key, idempotency_key, payment_provider to countroom_app;
grant update (revoked_at) on api_key to countroom_app;
grant select on deposit, payment_provider to countroom_app, countroom_reader;
grant insert (public_id, brand_id, player_id, payment_provider_id, external_id, currency, amount, state, occurred_at)
  on deposit to countroom_app;
