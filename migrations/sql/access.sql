-- Who works here, in which roles, and their sessions, which can be ended at once.

create table staff (
  id             bigint       primary key generated always as identity,
  public_id      uuid         not null unique default uuidv7(),
  email          text         not null  check (length(email) between 3 and 254),
  name           text         not null  check (length(name) between 1 and 120),
  password_hash  text,                     -- null: cannot sign in by password
  is_demo        boolean      not null default false,
  status         text         not null default 'active'  check (status in ('active', 'disabled')),
  created_at     timestamptz  not null default clock_timestamp(),
  check (not is_demo or password_hash is null)
);
create unique index staff_email_key on staff (lower(email));

create table staff_session (
  id            bigint       primary key generated always as identity,
  token_hash    bytea        not null unique  check (length(token_hash) = 32),
  staff_id      bigint       not null references staff,
  created_at    timestamptz  not null default clock_timestamp(),
  last_seen_at  timestamptz  not null default clock_timestamp(),
  expires_at    timestamptz  not null,
  revoked_at    timestamptz,
  ip            text         not null,
  user_agent    text         not null
);
create index staff_session_staff_id_index on staff_session (staff_id);

create table role (
  id    integer  primary key generated always as identity,
  code  text     not null unique,
  name  text     not null
);

create table role_permission (
  role_id     integer  not null references role,
  permission  text     not null,
  primary key (role_id, permission)
);

-- staff × role × scope × expiry. No brand: all brands.
create table role_assignment (
  id          bigint       primary key generated always as identity,
  staff_id    bigint       not null references staff,
  role_id     integer      not null references role,
  brand_id    integer      references brand,
  created_at  timestamptz  not null default clock_timestamp(),
  expires_at  timestamptz,
  unique nulls not distinct (staff_id, role_id, brand_id)
);
create index role_assignment_role_id_index on role_assignment (role_id);
create index role_assignment_brand_id_index on role_assignment (brand_id);

-- Failed attempts by account and by address. Unlogged: losing it in a crash forgives, and nothing else.
create unlogged table throttle (
  key            text         primary key,
  failures       integer      not null  check (failures >= 0),
  blocked_until  timestamptz  not null,
  seen_at        timestamptz  not null default clock_timestamp()
);

grant select, insert on staff, staff_session, role, role_permission, role_assignment to countroom_app;
grant update (name, password_hash, status) on staff to countroom_app;
grant update (last_seen_at, revoked_at) on staff_session to countroom_app;
grant update (name) on role to countroom_app;
grant delete on role_permission, role_assignment to countroom_app;
grant update (expires_at) on role_assignment to countroom_app;
grant select, insert, update, delete on throttle to countroom_app;
grant select on role, role_permission, role_assignment to countroom_reader;
