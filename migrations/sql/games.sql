-- Game providers, our connections to them, their games, and who is playing what.

create table provider (
  id    integer  primary key generated always as identity,
  code  text     not null unique,
  name  text     not null
);

create table integration (
  id           integer  primary key generated always as identity,
  code         text     not null unique  check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  provider_id  integer  not null references provider,
  brand_id     integer  not null references brand,
  dialect      text     not null,
  status       text     not null default 'active'  check (status in ('active', 'disabled')),
  settings     jsonb    not null default '{}'
);
create index integration_provider_id_index on integration (provider_id);
create index integration_brand_id_index on integration (brand_id);

create table integration_key (
  id              integer      primary key generated always as identity,
  integration_id  integer      not null references integration,
  secret_sealed   bytea        not null,
  fingerprint     text         not null,
  created_at      timestamptz  not null default clock_timestamp(),
  retired_at      timestamptz,
  unique (integration_id, fingerprint)
);

-- Two keys live side by side while a provider rotates; a third would be forgotten.
create function at_most_two_live_keys() returns trigger language plpgsql as $$
begin
  perform from integration where id = new.integration_id for update;
  if (select count(*) from integration_key where integration_id = new.integration_id and retired_at is null) > 2 then
    raise exception 'an integration has at most two live keys: retire one first' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger at_most_two_live_keys after insert or update on integration_key
  for each row execute function at_most_two_live_keys();

create table game (
  id                   integer  primary key generated always as identity,
  provider_id          integer  not null references provider,
  code                 text     not null,
  name                 text     not null,
  kind                 text     not null  check (kind in ('slot', 'table')),
  theoretical_rtp_ppm  integer  not null  check (theoretical_rtp_ppm between 0 and 1000000),
  status               text     not null default 'enabled'  check (status in ('enabled', 'disabled')),
  blocked_countries    text[]   not null default '{}',
  maximum_stake        jsonb    not null default '{}',
  unique (provider_id, code)
);

create table game_session (
  id                bigint       primary key generated always as identity,
  public_id         uuid         not null unique default uuidv7(),
  player_id         bigint       not null references player,
  game_id           integer      not null references game,
  integration_id    integer      not null references integration,
  login_session_id  bigint       not null references login_session,
  currency          text         collate "C" not null references ledger.currency,
  started_at        timestamptz  not null default clock_timestamp(),
  ended_at          timestamptz  check (ended_at >= started_at)
);
create index game_session_player_id_index on game_session (player_id);
create index game_session_login_session_id_index on game_session (login_session_id);
create index game_session_game_id_index on game_session (game_id);
create index game_session_integration_id_index on game_session (integration_id);

grant select on provider, integration, integration_key, game, game_session to countroom_app;
grant select on provider, integration, game, game_session to countroom_reader;
grant insert, update on provider, integration, game to countroom_app;
grant insert, update (retired_at) on integration_key to countroom_app;
grant insert, update (ended_at) on game_session to countroom_app;
