-- Players. Whatever says who a person is stands in player_person alone; every other table holds ids.

create table player (
  id           bigint       primary key generated always as identity,
  public_id    uuid         not null unique default uuidv7(),
  brand_id     integer      not null references brand,
  country      text         not null  check (country ~ '^[A-Z]{2}$'),
  language     text         not null,
  status       text         not null default 'active'  check (status in ('active', 'suspended', 'closed')),
  occurred_at  timestamptz  not null,
  recorded_at  timestamptz  not null default clock_timestamp()
);
create index player_brand_id_index on player (brand_id);

create table player_person (
  player_id   bigint   primary key references player,
  brand_id    integer  not null references brand,
  email       text     not null  check (length(email) between 3 and 254),
  first_name  text     not null,
  last_name   text     not null,
  birth_date  date     not null
);
create unique index player_person_email_key on player_person (brand_id, lower(email));

create table login_session (
  id          bigint       primary key generated always as identity,
  public_id   uuid         not null unique default uuidv7(),
  player_id   bigint       not null references player,
  started_at  timestamptz  not null default clock_timestamp(),
  ended_at    timestamptz  check (ended_at >= started_at),
  ip          text         not null default '',
  user_agent  text         not null default ''
);
create index login_session_player_id_index on login_session (player_id);

grant select on player, player_person, login_session to countroom_app, countroom_reader;
grant insert (public_id, brand_id, country, language, status, occurred_at), update (status, language) on player to countroom_app;
grant insert, update on player_person to countroom_app;
grant insert, update (ended_at) on login_session to countroom_app;
