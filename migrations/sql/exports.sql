-- Files that staff took out of a list: who asked for what and why. The file itself lies below the instance folder.

create table export (
  id           bigint       primary key generated always as identity,
  public_id    uuid         not null unique default uuidv7(),
  job_run_id   bigint       not null unique references job_run,
  staff_id     bigint       not null references staff,
  name         text         not null,
  format       text         not null check (format in ('csv', 'xlsx')),
  query        text         not null,   -- the list's own address, as it was filtered
  filters      text         not null,   -- the same in words
  reason_code  text         not null,
  reason_text  text         not null,
  brand_ids    integer[],               -- null: every brand
  asked_at     timestamptz  not null default clock_timestamp(),
  rows         bigint       check (rows >= 0),
  size         bigint       check (size >= 0),
  sha256       bytea        check (length(sha256) = 32),
  written_at   timestamptz,
  expires_at   timestamptz,
  removed_at   timestamptz
);
create index export_staff_id_index on export (staff_id, public_id);
create index export_unremoved on export (expires_at) where removed_at is null;

grant select on export to countroom_app, countroom_reader;
grant insert (job_run_id, staff_id, name, format, query, filters, reason_code, reason_text, brand_ids)
  on export to countroom_app;
grant update (rows, size, sha256, written_at, expires_at, removed_at) on export to countroom_app;
