-- Who we are: a brand plays under a licence, and a jurisdiction profile says by which rules.

revoke create on schema public from public;
grant usage on schema public to countroom_app, countroom_reader, countroom_importer;

create table licence (
  id         integer  primary key generated always as identity,
  code       text     not null unique,
  authority  text     not null,
  name       text     not null
);

-- Versioned and dated: a rule that changes gets a new row, never an update.
create table jurisdiction_profile (
  id                          integer      primary key generated always as identity,
  code                        text         not null,
  version                     integer      not null  check (version > 0),
  effective_from              timestamptz  not null,
  minimum_age                 smallint     not null  check (minimum_age between 18 and 30),
  gaming_day_zone             text         not null,
  gaming_day_start_hour       smallint     not null  check (gaming_day_start_hour between 0 and 23),
  stake_order                 text         not null  check (stake_order in ('cash_first', 'bonus_first', 'cash_only')),
  requires_verified_identity  boolean      not null,
  call_log_days               integer      not null  check (call_log_days > 0),
  unique (code, version)
);

create table brand (
  id            integer  primary key generated always as identity,
  code          text     not null unique,
  name          text     not null,
  licence_id    integer  not null references licence,
  profile_code  text     not null
);
create index brand_licence_id_index on brand (licence_id);

grant select on licence, jurisdiction_profile, brand to countroom_app, countroom_reader, countroom_importer;
grant insert on licence, jurisdiction_profile, brand to countroom_app;
